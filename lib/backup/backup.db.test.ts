import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { promisify } from 'node:util'
import pg from 'pg'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { db, unsafeDb } from '../db/client.ts'
import { makeTenant, type TestTenant } from '../db/testing/world.ts'
import { homePath } from '../env.ts'
import { startRun } from '../runs/start-run.ts'
import { activeRunner } from '../runs/testing/active-runner.ts'
import { readManifest } from './manifest.ts'

const run = promisify(execFile)
const place = fs.mkdtempSync(path.join(os.tmpdir(), 'barecount-backup-'))
fs.chmodSync(place, 0o755)
const [to, keys] = [path.join(place, 'backup'), path.join(place, 'keys')]
const ownerUrl = process.env.TEST_OWNER_URL ?? ''
const name = `restored_${process.pid}`
const patient = { timeout: 60_000, interval: 100 }
const processes: ChildProcess[] = []
let tenant: TestTenant

const elsewhere = (url: string) => Object.assign(new URL(url), { pathname: `/${name}` }).toString()
/** A portal of its own: another database, another home. */
const other = {
  ...process.env,
  BARECOUNT_HOME: path.join(place, 'home'),
  DATABASE_URL: elsewhere(process.env.DATABASE_URL ?? ''),
  DATABASE_OWNER_URL: elsewhere(ownerUrl),
}

function startWorker(env: NodeJS.ProcessEnv): ChildProcess {
  const worker = spawn(process.execPath, ['lib/worker/main.ts'], { stdio: 'ignore', env })
  processes.push(worker)
  return worker
}

/** What a script of operators says, and how it ends. */
const script = (env: NodeJS.ProcessEnv, ...args: string[]) =>
  run(process.execPath, args, { env }).then(
    ({ stdout }) => ({ code: 0, said: stdout }),
    (error: { code: number; stdout: string; stderr: string }) => ({
      code: error.code,
      said: error.stdout + error.stderr,
    }),
  )
const restore = (from = to, home = other.BARECOUNT_HOME, keysFrom = keys) =>
  script(other, 'scripts/restore.ts', '--from', from, '--keys', keysFrom, '--home', home)

async function ask<T extends pg.QueryResultRow>(url: string, text: string): Promise<T[]> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    return (await client.query<T>(text)).rows
  } finally {
    await client.end()
  }
}
const runsThere = () =>
  ask<{ token: string; status: string; result: unknown }>(
    other.DATABASE_OWNER_URL,
    'select token, status::text, result from "Run" order by token',
  )

beforeAll(async () => {
  tenant = await makeTenant()
  const spec = await activeRunner(
    tenant,
    `import fs from 'node:fs'
     export const handler = async ({ until }) => {
       console.log('up')
       while (Date.now() < until) await new Promise((resolve) => setTimeout(resolve, 50))
       fs.writeFileSync(process.env.BC_OUTPUT_DIR + '/done', process.env.BC_RUN_TOKEN)
       return process.env.BC_RUN_TOKEN
     }`,
    { concurrency: 1, timeoutMs: 60_000 },
  )
  const worker = startWorker(process.env)
  const start = (token: string, until = 0) =>
    startRun(tenant.engineer, { runnerId: spec.runnerId, token, origin: 'manual', input: { until } })
  const statusOf = async (id: string) => (await db.run.findFirst({ where: { tenantId: tenant.id, id } }))?.status
  const first = await start('finished')
  await vi.waitFor(async () => expect(await statusOf(first.id)).toBe('succeeded'), patient)
  // Under way when the backup is taken; whoever carries it out after the restore finds that instant past.
  const second = await start('under-way', Date.now() + 15_000)
  await start('waits')
  await vi.waitFor(async () => expect(await statusOf(second.id)).toBe('running'), patient)
  await vi.waitFor(async () => expect(await unsafeDb.evidencePending.count()).toBe(0), patient)
  const taken = await script(
    { ...process.env, DATABASE_OWNER_URL: ownerUrl },
    ...['scripts/backup.ts', '--to', to, '--keys', keys, '--home', homePath()],
  )
  expect(taken.said).toMatch(/^Backup [0-9a-f]{16} of .*Z: \d+ rows, \d+ files in /)
  worker.kill('SIGKILL')
  await once(worker, 'exit')
  await ask(ownerUrl, `create database ${name}`)
}, 120_000)

afterAll(async () => {
  for (const each of processes) each.kill('SIGKILL')
  await ask(ownerUrl, `drop database if exists ${name} with (force)`)
  fs.rmSync(place, { recursive: true, force: true })
})

test('a file that was changed is found, and nothing is restored', async () => {
  const bad = path.join(place, 'bad')
  fs.cpSync(to, bad, { recursive: true })
  const file = path.join(bad, 'database', 'public.Evidence.copy.gz')
  const bytes = fs.readFileSync(file)
  bytes.writeUInt8((bytes.at(-9) ?? 0) ^ 1, bytes.length - 9)
  fs.writeFileSync(file, bytes)
  expect(await restore(bad)).toMatchObject({ code: 1, said: expect.stringContaining('was changed or cut off') })
  expect(fs.existsSync(path.join(other.BARECOUNT_HOME, 'keys'))).toBe(false)
})

test('a backup that was not finished, missing keys and a home in use are refused', async () => {
  const unfinished = path.join(place, 'unfinished')
  fs.mkdirSync(unfinished)
  expect((await restore(unfinished)).said).toContain('no finished backup')
  expect((await restore(to, other.BARECOUNT_HOME, unfinished)).said).toContain('lacks keys')
  expect((await restore(to, homePath())).said).toMatch(/holds .*blobs.* already/)
})

test('keys do not lie with the backup', async () => {
  const together = path.join(place, 'together')
  const args = ['--to', together, '--keys', path.join(together, 'keys'), '--home', homePath()]
  const taken = await script({ ...process.env, DATABASE_OWNER_URL: ownerUrl }, 'scripts/backup.ts', ...args)
  expect(taken).toMatchObject({ code: 1, said: expect.stringContaining('apart from the backup') })
  expect(fs.existsSync(path.join(to, 'home', 'keys'))).toBe(false)
})

test('on an empty machine the log is whole, what was under way goes on, and no run is lost or doubled', async () => {
  const restored = await restore()
  expect(restored.code, restored.said).toBe(0)
  const { rows } = readManifest(to).tables.find((table) => table.name === 'Evidence') ?? { rows: 0 }
  expect(restored.said).toContain(`${tenant.slug}: the log is whole, ${rows} entries, 0 waiting`)
  expect((await runsThere()).map(({ token, status }) => [token, status])).toEqual([
    ['finished', 'succeeded'],
    ['under-way', 'running'],
    ['waits', expect.stringMatching(/queued|running/)],
  ])

  startWorker(other)
  await expect
    .poll(async () => (await runsThere()).map(({ token, status, result }) => [token, status, result]), patient)
    .toEqual(['finished', 'under-way', 'waits'].map((token) => [token, 'succeeded', token]))
  const ends = await ask<{ runs: number; ends: number }>(
    other.DATABASE_OWNER_URL,
    `select count(distinct "runId")::int as runs, count(*)::int as ends from "Evidence" where kind = 'run.finished'`,
  )
  expect(ends).toEqual([{ runs: 3, ends: 3 }])
  const outputs = fs
    .readdirSync(path.join(other.BARECOUNT_HOME, 'storage'), { recursive: true, encoding: 'utf8' })
    .filter((file) => path.basename(file) === 'done')
  const storage = path.join(other.BARECOUNT_HOME, 'storage')
  const written = outputs.map((file) => fs.readFileSync(path.join(storage, file), 'utf8'))
  expect(written.sort()).toEqual(['finished', 'under-way', 'waits'])

  // The log goes on where it was, and says itself that it was restored.
  const pending = () => ask(other.DATABASE_OWNER_URL, 'select 1 from "EvidencePending"')
  await expect.poll(pending, patient).toEqual([])
  const told = await ask(other.DATABASE_OWNER_URL, `select sentence from "Evidence" where kind = 'portal.restored'`)
  expect(told).toEqual([{ sentence: expect.stringContaining(`the log had ${rows} entries`) }])
  const check = `import { checkLog } from './lib/evidence/check-log.ts'
    console.log(JSON.stringify(await checkLog('${tenant.id}'))); process.exit(0)`
  const { said } = await script(other, '--input-type=module', '-e', check)
  // Beside what the backup had: the restore, what was handed back of the dead worker, and the runs that ended since.
  const [kept] = await ask<{ entries: number }>(
    other.DATABASE_OWNER_URL,
    `select count(*)::int as entries from "Evidence"`,
  )
  expect(kept?.entries).toBeGreaterThanOrEqual(rows + 4)
  expect(JSON.parse(said)).toEqual({ entries: kept?.entries, pending: 0, problems: [] })
}, 120_000)
