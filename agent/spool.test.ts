import { generateKeyPairSync } from 'node:crypto'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { entryDigest, GENESIS, isSignedBy } from '#lib/agents/spool-entry.ts'
import { Spool } from './spool.ts'

const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
const publicPem = publicKey.export({ type: 'spki', format: 'pem' }) as string
const folders: string[] = []
afterAll(() => {
  for (const folder of folders) fs.rmSync(folder, { recursive: true, force: true })
})

function newFolder(): string {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'bc-spool-'))
  folders.push(folder)
  return folder
}
const logOf = (text: string) => ({ runId: 'job_1', attempt: 1, lines: [['function', text]] as ['function', string][] })
const all = (spool: Spool) => spool.waiting(Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY)

/** A spool with `texts` in it, on disk. */
function filled(folder: string, ...texts: string[]): Spool {
  const spool = new Spool(folder, privateKey)
  for (const text of texts) spool.append('run.log', logOf(text))
  spool.flush()
  return spool
}

test('each entry is signed and holds the digest of the one before', () => {
  const [first, second] = all(filled(newFolder(), 'a', 'b'))
  expect(first).toMatchObject({ seq: 1, prev: GENESIS, kind: 'run.log' })
  expect(second).toMatchObject({ seq: 2, prev: first && entryDigest(first) })
  expect([first, second].map((entry) => entry && isSignedBy(publicPem, entry))).toEqual([true, true])
  expect(first && isSignedBy(publicPem, { ...first, seq: 2 })).toBe(false)
})

test('nothing waits before it is on disk', () => {
  const spool = new Spool(newFolder(), privateKey)
  spool.append('run.log', logOf('a'))
  expect(all(spool)).toEqual([])
  spool.flush()
  expect(all(spool)).toHaveLength(1)
})

test('opened again it goes on where it was; a line that a crash cut off was never there', () => {
  const folder = newFolder()
  const before = all(filled(folder, 'a', 'b'))
  const file = path.join(folder, fs.readdirSync(folder)[0] ?? '')
  fs.appendFileSync(file, '{"seq":3,"prev":"sha')
  const again = filled(folder, 'c')
  expect(all(again).map((entry) => entry.seq)).toEqual([1, 2, 3])
  expect(all(again)[2]?.prev).toBe(before[1] && entryDigest(before[1]))
})

test('a batch is as large as it may be, and never empty while something waits', () => {
  const spool = filled(newFolder(), 'a'.repeat(1000), 'b'.repeat(1000), 'c')
  expect(spool.waiting(2, 1_000_000)).toHaveLength(2)
  expect(spool.waiting(10, 2000)).toHaveLength(1)
  expect(spool.waiting(10, 1)).toHaveLength(1)
})

test('what was handed in is forgotten a file at a time; the last one stays and says what comes next', () => {
  const folder = newFolder()
  const large = 'x'.repeat(9 * 1024 * 1024)
  const spool = filled(folder, large)
  for (const text of [large, large, 'end']) {
    spool.append('run.log', logOf(text))
    spool.flush()
  }
  expect(fs.readdirSync(folder)).toHaveLength(2)
  spool.taken(4)
  expect(spool.isDrained).toBe(true)
  expect(fs.readdirSync(folder)).toHaveLength(1)
  const again = new Spool(folder, privateKey)
  expect(again.append('run.log', logOf('next'))).toBe(5)
})
