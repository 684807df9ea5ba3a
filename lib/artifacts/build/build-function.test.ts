import { execFile } from 'node:child_process'
import fs from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'
import { blobPath, putBlob } from '../blobs.ts'
import { type RawEntry, rawZip } from '../testing/raw-zip.ts'
import { temporaryHome } from '../testing/temp-home.ts'
import { buildFunction } from './build-function.ts'

const home = temporaryHome()
const nodejs = { source: './src', runtime: 'nodejs', handler: 'index.handler' } as const
const handler = { name: 'src/index.mjs', content: 'export const handler = async () => "hi"\n' }
const data = {
  name: 'src/data/ünï.json',
  content: JSON.stringify({ values: Array.from({ length: 300 }, (_, i) => i) }),
}
const tool = { name: 'src/bin/tool', content: '#!/bin/sh\n', mode: 0o100755 }

async function build(entries: RawEntry[], declared: Parameters<typeof buildFunction>[0]['function'] = nodejs) {
  const lines: string[] = []
  const { digest: sourceDigest } = await putBlob(rawZip(entries))
  const built = await buildFunction({
    sourceDigest,
    sourceKind: 'zip',
    function: declared,
    log: (line) => lines.push(line),
  })
  return { ...built, sourceDigest, lines }
}

test('the zip is in the blob store under its digest, and the build leaves nothing else', async () => {
  const built = await build([handler, data, { name: 'manifest.yaml', content: 'not part of it' }])
  expect(built).toMatchObject({ entries: 2, dependencies: { kind: 'none' } })
  expect(fs.statSync(blobPath(built.digest)).size).toBe(built.sizeBytes)
  expect(built.materials).toEqual([{ uri: 'file:source.zip', digest: { sha256: built.sourceDigest.slice(7) } }])
  expect(fs.readdirSync(path.join(home, 'builds'))).toEqual([])
})

test('the folder itself, or one with a folder around it, builds to the same digest', async () => {
  const inside = (prefix: string) =>
    [handler, data].map((entry) => ({ ...entry, name: entry.name.replace('src/', prefix) }))
  const [project, folder, wrapped] = [
    await build([handler, data]),
    await build(inside('')),
    await build(inside('orders-webhook/src/')),
  ]
  expect([folder.digest, wrapped.digest]).toEqual([project.digest, project.digest])
})

test('time zone, locale, umask and the order of entries do not change the digest', async () => {
  const { sourceDigest, digest } = await build([handler, data, tool])
  const reversed = await build([tool, data, handler])
  expect(reversed.sourceDigest).not.toBe(sourceDigest)
  const script = `
    import { buildFunction } from ${JSON.stringify(fileURLToPath(new URL('build-function.ts', import.meta.url)))}
    process.umask(Number(process.env.TEST_UMASK))
    const built = await buildFunction({ sourceDigest: ${JSON.stringify(sourceDigest)}, sourceKind: 'zip',
      function: ${JSON.stringify(nodejs)}, log() {} })
    console.log(built.digest, new Date(0).getHours(), process.umask())`
  const elsewhere = async (TZ: string, LC_ALL: string, umask: number) => {
    const env = { ...process.env, BARECOUNT_HOME: home, TZ, LC_ALL, TEST_UMASK: String(umask) }
    const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '-e', script], { env })
    return stdout.trim()
  }
  // The second and third words prove that the settings were really in force.
  expect(await elsewhere('Asia/Tokyo', 'tr_TR.UTF-8', 0o077)).toBe(`${digest} 9 63`)
  expect(await elsewhere('America/New_York', 'C', 0o002)).toBe(`${digest} 19 2`)
  expect(reversed.digest).toBe(digest)
})

test('a custom runtime needs its bootstrap, which is made executable', async () => {
  const provided = { source: './src', runtime: 'provided' } as const
  await expect(build([handler], provided)).rejects.toThrow('executable named bootstrap')
  const built = await build([{ name: 'src/bootstrap', content: '#!/bin/sh\n', mode: 0 }], provided)
  const again = await build([{ name: 'src/bootstrap', content: '#!/bin/sh\n', mode: 0o100755 }], provided)
  expect(built.digest).toBe(again.digest)
})

test('an empty source, a missing handler and a lost upload say so', async () => {
  await expect(build([])).rejects.toMatchObject({ code: 'build_failed' })
  await expect(build([data])).rejects.toThrow('index.handler is not there')
  const lost = { sourceDigest: `sha256:${'0'.repeat(64)}`, sourceKind: 'zip', function: nodejs, log() {} } as const
  await expect(buildFunction(lost)).rejects.toMatchObject({ code: 'unavailable' })
  expect(fs.readdirSync(path.join(home, 'builds'))).toEqual([])
})
