import fs from 'node:fs'
import path from 'node:path'
import { beforeAll, expect, test } from 'vitest'
import { unsafeDb } from '../../db/client.ts'
import { makeTenant, type TestTenant } from '../../db/testing/world.ts'
import { armedRunner } from '../testing/armed-runner.ts'
import { watchFiles } from './watch-files.ts'

let tenant: TestTenant
let folders = 0

beforeAll(async () => {
  tenant = await makeTenant()
})

/** A runner whose files arrive in a folder of its own. */
async function watcher(prefix = `in-${++folders}/`) {
  const runner = await armedRunner(tenant, { kind: 'file_arrival', prefix })
  const put = (name: string, content: string | Buffer) => {
    const file = path.join(runner.storage, name)
    fs.mkdirSync(path.dirname(file), { recursive: true })
    // As people should: written beside, then moved in.
    fs.writeFileSync(`${path.dirname(file)}/.part`, content)
    fs.renameSync(`${path.dirname(file)}/.part`, file)
  }
  return { ...runner, put, prefix }
}
const runsOf = (runnerId: string) => unsafeDb.run.findMany({ where: { runnerId }, orderBy: { id: 'asc' } })
const pathsOf = async (runnerId: string) =>
  (await runsOf(runnerId)).map(({ input }) => (input as { path: string }).path).sort()
/** Looks at every folder of this file until one has the runs it should have: a file settles for two seconds first. */
const untilRuns = (runnerId: string, count: number) =>
  expect
    .poll(
      async () => {
        await watchFiles(new Date(Date.now() + 120_000))
        return unsafeDb.run.count({ where: { runnerId } })
      },
      { timeout: 20_000, interval: 200 },
    )
    .toBe(count)

test('a file that arrives starts one run, with its text when it is small; what was there before starts none', async () => {
  const before = await watcher()
  before.put(`${before.prefix}old.csv`, 'old')
  await untilRuns(before.runnerId, 1)
  // A second trigger over the same folder, made after the file.
  const { runnerId, put, triggerId } = await watcher(before.prefix)
  put(`${before.prefix}2026/orders.csv`, 'id\n1\n')
  put(`${before.prefix}blob.bin`, Buffer.from([0xff, 0xfe, 0]))
  put(`${before.prefix}.hidden`, 'x')
  put('elsewhere/other.csv', 'x')
  await untilRuns(runnerId, 2)
  const runs = await runsOf(runnerId)
  const of = (name: string) => runs.find(({ input }) => (input as { path: string }).path.endsWith(name))
  expect(of('orders.csv')).toMatchObject({
    origin: 'file_arrival',
    triggerId,
    token: expect.stringMatching(/^file:trg_\w+:[0-9a-f]{64}$/),
    input: { path: `${before.prefix}2026/orders.csv`, bytes: 5, content: 'id\n1\n' },
  })
  expect(of('blob.bin')?.input).not.toHaveProperty('content')
  expect(await pathsOf(before.runnerId)).toHaveLength(3)
})

test('the same file counts again when its content has changed, and never for being looked at again', async () => {
  const { runnerId, put, prefix } = await watcher()
  put(`${prefix}rates.json`, '1')
  await untilRuns(runnerId, 1)
  put(`${prefix}rates.json`, '22')
  await untilRuns(runnerId, 2)
  await watchFiles(new Date(Date.now() + 120_000))
  expect((await runsOf(runnerId)).map(({ input }) => (input as { bytes: number }).bytes)).toEqual([1, 2])
})

test('a link that leads out of the storage is not followed', async () => {
  const { runnerId, put, prefix, storage } = await watcher()
  put(`${prefix}real.txt`, 'real')
  fs.symlinkSync('/etc/passwd', path.join(storage, prefix, 'passwd'))
  fs.symlinkSync('/etc', path.join(storage, prefix, 'etc'))
  await untilRuns(runnerId, 1)
  expect(await pathsOf(runnerId)).toEqual([`${prefix}real.txt`])
})

test('many files at once are taken in bounded parts by several workers, none lost and none twice', async () => {
  const { runnerId, prefix, storage } = await watcher()
  const count = 2300
  fs.mkdirSync(path.join(storage, prefix), { recursive: true })
  for (let at = 0; at < count; at++) fs.writeFileSync(path.join(storage, prefix, `${at}.json`), String(at))
  let most = 0
  await expect
    .poll(
      async () => {
        const soon = new Date(Date.now() + 120_000)
        await Promise.all([watchFiles(soon), watchFiles(soon)])
        const waiting = await unsafeDb.run.count({ where: { runnerId, status: 'queued' } })
        most = Math.max(most, waiting)
        // What is done makes room; the rest follows.
        await unsafeDb.run.updateMany({ where: { runnerId, status: 'queued' }, data: { status: 'succeeded' } })
        return unsafeDb.run.count({ where: { runnerId } })
      },
      { timeout: 60_000, interval: 100 },
    )
    .toBe(count)
  expect(most).toBeLessThanOrEqual(1000)
  expect(new Set(await pathsOf(runnerId)).size).toBe(count)
  expect(await unsafeDb.fileArrival.count({ where: { trigger: { runnerId } } })).toBe(count)
}, 120_000)
