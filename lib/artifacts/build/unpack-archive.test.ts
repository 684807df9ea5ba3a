import { execFileSync } from 'node:child_process'
import fs from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { type RawEntry, rawZip } from '../testing/raw-zip.ts'
import { temporaryHome } from '../testing/temp-home.ts'
import { archiveLimits } from './archive-limits.ts'
import { unpackArchive } from './unpack-archive.ts'

const home = temporaryHome()
let count = 0

/** Unpacks the bytes into a new folder beside which nothing else may appear. */
async function unpack(bytes: Uint8Array, limits = archiveLimits) {
  const around = fs.mkdtempSync(path.join(home, `case-${count++}-`))
  const archive = path.join(around, 'a.zip')
  const target = path.join(around, 'target')
  fs.writeFileSync(archive, bytes)
  fs.mkdirSync(target)
  const read = (name: string) => fs.readFileSync(path.join(target, name), 'utf8')
  try {
    return { result: await unpackArchive(archive, target, limits), target, read }
  } finally {
    expect(fs.readdirSync(around).sort()).toEqual(['a.zip', 'target'])
  }
}

test('files, folders and the execute bit arrive, whatever the umask', async () => {
  const before = process.umask(0o077)
  const { result, target, read } = await unpack(
    rawZip([
      { name: 'src/', mode: 0o040755 },
      { name: 'src/index.mjs', content: 'export {}', mode: 0o100600 },
      { name: 'bootstrap', content: '#!/bin/sh', mode: 0o100700, stored: true },
      { name: 'naïve.txt', content: 'é' },
    ]),
  ).finally(() => process.umask(before))
  expect(result).toEqual({ files: 3, bytes: 20 })
  expect(read('src/index.mjs')).toBe('export {}')
  expect(read('naïve.txt')).toBe('é')
  const mode = (name: string) => fs.statSync(path.join(target, name)).mode & 0o777
  expect([mode('src/index.mjs'), mode('bootstrap')]).toEqual([0o644, 0o755])
})

test('what the zip program writes is read', async () => {
  const folder = fs.mkdtempSync(path.join(home, 'zip-'))
  fs.mkdirSync(path.join(folder, 'lib'))
  fs.writeFileSync(path.join(folder, 'lib', 'a.js'), 'x'.repeat(100_000))
  execFileSync('zip', ['-q', '-r', 'out.zip', 'lib'], { cwd: folder })
  const { read } = await unpack(fs.readFileSync(path.join(folder, 'out.zip')))
  expect(read('lib/a.js')).toHaveLength(100_000)
})

const hostileArchives: [string, RawEntry[], RegExp][] = [
  ['slip', [{ name: '../evil', content: 'x' }], /leaves the folder/],
  ['absolute', [{ name: '/tmp/evil', content: 'x' }], /absolute/],
  ['backslash', [{ name: '..\\evil', content: 'x' }], /backslash/],
  ['link', [{ name: 'l', content: '/etc', mode: 0o120777 }], /symbolic link/],
  ['link, then a file through it', [{ name: 'l', content: '..', mode: 0o120777 }, { name: 'l/x' }], /symbolic link/],
  ['device', [{ name: 'd', mode: 0o020666 }], /character device/],
  ['set-user-id', [{ name: 's', mode: 0o104755 }], /set-user-id/],
  ['duplicate', [{ name: 'a' }, { name: 'a' }], /twice/],
  ['name that is not UTF-8', [{ name: Buffer.from([0x61, 0xff]) }], /not UTF-8/],
  ['encrypted', [{ name: 'e', content: 'x', claims: { flags: 1 } }], /encrypted/],
  ['larger than it says', [{ name: 'big', content: 'x'.repeat(9999), claims: { unpackedBytes: 10 } }], /declares/],
  ['smaller than it says', [{ name: 'small', content: 'x', claims: { unpackedBytes: 10 } }], /declares/],
  ['wrong checksum', [{ name: 'c', content: 'x', claims: { crc: 1 } }], /checksum/],
  [
    'shared bytes',
    [
      { name: 'a', content: 'x' },
      { name: 'b', content: 'x', claims: { offset: 0 } },
    ],
    /overlap/,
  ],
  ['bomb by ratio', [{ name: 'bomb', content: Buffer.alloc(4 << 20) }], /200 times/],
]
test.each(hostileArchives)('%s: refused with the entry named', async (_what, entries, reason) => {
  const failure = await unpack(rawZip([{ name: 'good', content: 'x' }, ...entries])).catch((error: unknown) => error)
  expect(failure).toMatchObject({ code: 'hostile_archive', message: expect.stringMatching(reason) })
  expect(failure).toMatchObject({ faults: [{ path: expect.stringMatching(/./) }] })
})

test('too many entries are refused before any is written', async () => {
  const entries = Array.from({ length: 30 }, (_, index) => ({ name: `f${index}` }))
  await expect(unpack(rawZip(entries), { ...archiveLimits, entries: 20 })).rejects.toThrow(/"f20".*at most 20/)
})

test.each([
  ['nothing', Buffer.alloc(0)],
  ['text', Buffer.from('hello')],
  ['half a zip', rawZip([{ name: 'a', content: 'x'.repeat(1000), stored: true }]).subarray(0, 400)],
])('%s is not a zip', async (_what, bytes) => {
  await expect(unpack(bytes)).rejects.toMatchObject({ code: 'invalid_input' })
})
