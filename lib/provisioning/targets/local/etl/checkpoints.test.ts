import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { env } from '#lib/env.ts'
import { openCheckpoints, pruneCheckpoints } from './checkpoints.ts'

const home = fs.mkdtempSync(path.join(os.tmpdir(), 'bc-checkpoints-'))
env.BARECOUNT_HOME = home
afterAll(() => fs.rmSync(home, { recursive: true, force: true }))

const work = { artifactDigest: 'sha256:a', input: '{}', files: ['part-0.csv', 'part-1.csv'] }
const of = (token: string) => ({ runnerId: 'run_1', token })
const figures = { rows: 3, ms: 5 }

function written(content: string): string {
  const file = path.join(home, `out-${Math.random()}`)
  fs.writeFileSync(file, content)
  return file
}

test('what was kept is found again by the same work, and by no other', async () => {
  const first = await openCheckpoints(of('a'), work)
  const file = written('x')
  await first.keep(1, file, figures)
  expect(fs.existsSync(file)).toBe(false)
  expect([...(await openCheckpoints(of('a'), work)).done]).toEqual([[1, expect.objectContaining(figures)]])
  expect((await openCheckpoints(of('b'), work)).done.size).toBe(0)
  expect((await openCheckpoints(of('a'), { ...work, input: '{"a":1}' })).done.size).toBe(0)
  expect((await openCheckpoints(of('a'), work)).done.size).toBe(0) // that other work has taken its place
})

test('a file that was damaged, or whose record is half written, counts as not done', async () => {
  const opened = await openCheckpoints(of('c'), work)
  await opened.keep(0, written('x'), figures)
  await opened.keep(1, written('y'), figures)
  fs.writeFileSync(path.join(opened.folder, 'part-0.csv'), 'z')
  fs.writeFileSync(path.join(opened.folder, '.part-1.csv.json'), '{"rows":')
  expect((await openCheckpoints(of('c'), work)).done.size).toBe(0)
})

test('a link in place of a file is not taken over', async () => {
  const opened = await openCheckpoints(of('d'), work)
  const link = path.join(home, 'link')
  fs.symlinkSync('/etc/passwd', link)
  await expect(opened.keep(0, link, figures)).rejects.toThrow('no plain file')
  await expect(opened.keep(1, path.join(home, 'nowhere'), figures)).rejects.toThrow('ENOENT')
  expect(opened.done.size).toBe(0)
  expect(fs.readdirSync(opened.folder)).toEqual([])
})

test('what nobody took up for two weeks is removed', async () => {
  const { folder } = await openCheckpoints(of('e'), work)
  pruneCheckpoints()
  expect(fs.existsSync(folder)).toBe(true)
  pruneCheckpoints(Date.now() + 15 * 24 * 3600_000)
  expect(fs.existsSync(folder)).toBe(false)
})
