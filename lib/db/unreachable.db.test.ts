import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { PrismaPg } from '@prisma/adapter-pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { toProblem } from '../http/problem.ts'
import { type EmbeddedDatabase, ensureDatabase } from './embedded/ensure-database.ts'
import { PrismaClient } from './generated/client.ts'
import { isUnreachable } from './unreachable.ts'

const home = fs.mkdtempSync(path.join(os.tmpdir(), 'barecount-outage-'))
fs.chmodSync(home, 0o755)
let server: EmbeddedDatabase
let client: PrismaClient

beforeAll(async () => {
  server = await ensureDatabase(home, 'postgres')
  client = new PrismaClient({ adapter: new PrismaPg({ connectionString: server.ownerUrl, max: 2 }) })
})
afterAll(async () => {
  await client.$disconnect()
  server.stop()
  fs.rmSync(home, { recursive: true, force: true })
})

const pid = () => Number(fs.readFileSync(path.join(home, 'data', 'postmaster.pid'), 'utf8').split('\n')[0])
const failureOf = (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => 'nothing failed',
    (error: unknown) => error,
  )

test('a query cut off by the end of the server, and each one after it, is an outage that says to try again', async () => {
  await client.$queryRaw`select 1`
  const cutOff = failureOf(client.$queryRaw`select pg_sleep(30)`)
  await expect.poll(() => client.$queryRaw`select 1 from pg_stat_activity where wait_event = 'PgSleep'`).toHaveLength(1)
  process.kill(pid(), 'SIGKILL')
  expect(isUnreachable(await cutOff)).toBe(true)
  const after = [
    failureOf(client.$queryRaw`select 1`),
    failureOf(client.tenant.findMany()),
    failureOf(client.$transaction(async (tx) => tx.tenant.findMany())),
  ]
  for (const error of await Promise.all(after)) {
    expect(isUnreachable(error), String(error)).toBe(true)
    expect(toProblem(error, 'r')).toMatchObject({
      status: 503,
      code: 'unavailable',
      remedy: expect.stringMatching(/again/),
    })
  }
  server = await ensureDatabase(home, 'postgres')
  expect(await client.$queryRaw`select 1 as one`).toEqual([{ one: 1 }])
}, 60_000)

test('a fault of a statement is none', async () => {
  const error = await failureOf(client.$queryRaw`select * from "nowhere"`)
  expect(isUnreachable(error)).toBe(false)
  expect(toProblem(error, 'r')).toMatchObject({ status: 500, code: 'internal' })
})
