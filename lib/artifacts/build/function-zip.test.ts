import { execFileSync } from 'node:child_process'
import fs from 'node:fs'
import path from 'node:path'
import { deflateSync } from 'fflate'
import { expect, test } from 'vitest'
import { temporaryHome, writeFiles } from '../testing/temp-home.ts'
import { functionZip, listFunctionFiles } from './function-zip.ts'
import { unpackArchive } from './unpack-archive.ts'

const home = temporaryHome()
const folderOf = (files: Record<string, string | Uint8Array>) =>
  writeFiles(fs.mkdtempSync(path.join(home, 'function-')), files)

async function zipTo(folder: string): Promise<string> {
  const archive = `${folder}.zip`
  fs.writeFileSync(archive, Buffer.concat(await functionZip(await listFunctionFiles(folder)).toArray()))
  return archive
}

const files = {
  'index.mjs': 'export {}',
  'a/ü.txt': 'é'.repeat(500),
  'empty.txt': '',
  'a/random': crypto.getRandomValues(new Uint8Array(999)),
}

test('unzip tests it, and our own unpacking gives the files back', async () => {
  const archive = await zipTo(folderOf(files))
  expect(execFileSync('unzip', ['-t', archive]).toString()).toContain('No errors detected')
  const target = `${archive}.out`
  fs.mkdirSync(target)
  expect(await unpackArchive(archive, target)).toMatchObject({ files: 4 })
  for (const [name, content] of Object.entries(files)) {
    expect(fs.readFileSync(path.join(target, name))).toEqual(Buffer.from(content))
  }
})

test('names are in byte order, dated 1980, with only two modes', async () => {
  const folder = folderOf({ B: '1', a: '2', _: '4' })
  fs.chmodSync(path.join(folder, 'B'), 0o777)
  fs.chmodSync(path.join(folder, 'a'), 0o600)
  const listing = execFileSync('unzip', ['-Z', '-T', await zipTo(folder)]).toString()
  const lines = listing.split('\n').filter((line) => /^[-d]/.test(line))
  expect(
    lines.map((line) => line.replace(/ +/g, ' ').split(' ').slice(0, 1).concat(line.split(' ').slice(-2))),
  ).toEqual([
    ['-rwxr-xr-x', '19800101.000000', 'B'],
    ['-rw-r--r--', '19800101.000000', '_'],
    ['-rw-r--r--', '19800101.000000', 'a'],
  ])
})

test('a file large enough for a thread is squeezed to the same bytes', async () => {
  const content = Buffer.from(Array.from({ length: 60_000 }, (_, index) => `line ${index} ${index * 7919}\n`).join(''))
  const zip = fs.readFileSync(await zipTo(folderOf({ big: content })))
  expect(content.length).toBeGreaterThan(512 * 1024)
  expect(zip.includes(Buffer.from(deflateSync(content, { level: 6 })))).toBe(true)
})

test('what tools leave behind is not packed', async () => {
  const folder = folderOf({
    'index.js': '1',
    '.git/HEAD': '2',
    'node_modules/.bin/tool': '3',
    'node_modules/.package-lock.json': '4',
    'node_modules/.cache/x': '5',
    'node_modules/a/index.js': '6',
  })
  const names = (await listFunctionFiles(folder)).map(({ name }) => name)
  expect(names).toEqual(['index.js', 'node_modules/a/index.js'])
})

test('a link is refused by name', async () => {
  const folder = folderOf({ 'index.js': '1' })
  fs.symlinkSync('/etc/passwd', path.join(folder, 'passwd'))
  await expect(listFunctionFiles(folder)).rejects.toMatchObject({
    code: 'build_failed',
    message: expect.stringContaining('passwd'),
  })
})

test('more than Lambda takes is refused', async () => {
  const folder = folderOf({})
  fs.writeFileSync(path.join(folder, 'big'), '')
  fs.truncateSync(path.join(folder, 'big'), 251 * 1024 * 1024)
  await expect(zipTo(folder)).rejects.toThrow('250 MiB')
})
