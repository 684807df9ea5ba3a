import pg from 'pg'
import { api, expect, test, tokenOf } from './fixtures.ts'
import { barecount, ownerUrl, pidOf, withOwner } from './portal.ts'

const stageNames = [
  'author',
  'validate',
  'build',
  'scan_attest',
  'provision_primitives',
  'deploy',
  'register',
  'smoke_test',
  'operate',
] as const

/** Any number that nothing in the product locks. */
const HOLD = 7_316_402

type Deployment = { id: string; status: string; stages: { name: string; status: string; attempt: number }[] }

/**
 * Makes the settling of one stage wait, after its work is done and before it is written down, for as long as this
 * session lives: the worst instant for a crash.
 */
async function holdAt(stage: string): Promise<{ reached(): Promise<void>; release(): Promise<void> }> {
  const client = new pg.Client({ connectionString: ownerUrl() })
  client.on('error', () => undefined) // the server itself may be killed under it
  await client.connect()
  await client.query(`select pg_advisory_lock(${HOLD})`)
  await client.query(`
    create or replace function hold_stage() returns trigger language plpgsql as $$ begin
      if new.kind = 'stage.finished' and convert_from(new.payload, 'UTF8') like '%"stage":"${stage}"%' then
        perform pg_advisory_xact_lock_shared(${HOLD});
      end if;
      return new;
    end $$`)
  await client.query(
    'create or replace trigger hold_stage before insert on "Evidence" for each row execute function hold_stage()',
  )
  return {
    reached: () =>
      expect
        .poll(async () => {
          const { rows } = await client.query(
            `select count(*)::int as waiting from pg_locks where locktype = 'advisory' and objid = ${HOLD} and not granted`,
          )
          return rows[0].waiting
        })
        .toBeGreaterThan(0),
    async release() {
      await client.end().catch(() => undefined)
      await withOwner(async (owner) => owner.query('drop trigger if exists hold_stage on "Evidence"'))
    },
  }
}

/** How many database sessions wait for a row that another one has locked. */
const waitingForARow = () =>
  withOwner(async (client) => {
    const { rows } = await client.query(
      `select count(*)::int as waiting from pg_stat_activity
        where wait_event_type = 'Lock' and wait_event in ('transactionid', 'tuple')`,
    )
    return rows[0].waiting as number
  })

async function startDeployment(): Promise<string> {
  const started = await barecount('ada', 'deploy', 'examples/orders-webhook/manifest.yaml', '--env', 'dev')
  expect(started.stderr).toBe('')
  return started.stdout.trim()
}

async function ended(token: string, id: string): Promise<Deployment> {
  let deployment: Deployment | undefined
  await expect
    .poll(
      async () => {
        const answer = await api<Deployment>(token, `/deployments/${id}`).catch(() => undefined)
        deployment = answer?.body
        return deployment?.status
      },
      { timeout: 60_000 },
    )
    .toBe('succeeded')
  return deployment as Deployment
}

/** Every stage is written down once, the deployment once, and every event has exactly one place in the log. */
async function expectEvidenceOnce(id: string): Promise<void> {
  await expect
    .poll(() =>
      withOwner(async (client) => (await client.query('select count(*)::int as n from "EvidencePending"')).rows[0].n),
    )
    .toBe(0)
  const kinds = await withOwner(async (client) => {
    const { rows } = await client.query(
      `select convert_from(e.payload, 'UTF8')::jsonb #>> '{predicate,facts,stage}' as stage, e.kind, count(*)::int as events,
              count(l.index)::int as leaves
         from "Evidence" e left join "EvidenceLeaf" l on l."tenantId" = e."tenantId" and l."evidenceId" = e.id
        where e."deploymentId" = $1 and e.kind in ('stage.finished', 'deployment.finished', 'runner.deployed', 'runner.registered')
        group by 1, 2`,
      [id],
    )
    return rows as { stage: string | null; kind: string; events: number; leaves: number }[]
  })
  for (const row of kinds) expect(row, JSON.stringify(row)).toMatchObject({ events: 1, leaves: 1 })
  expect(
    kinds
      .map((row) => row.stage)
      .filter(Boolean)
      .sort(),
  ).toEqual([...stageNames].sort())
}

for (const stage of stageNames) {
  test(`the worker is killed at ${stage}: the deployment still ends right`, async () => {
    const token = await tokenOf('ada')
    const hold = await holdAt(stage)
    const id = await startDeployment()
    await hold.reached()
    process.kill(pidOf('worker'), 'SIGKILL')
    await hold.release()
    const deployment = await ended(token, id)
    expect(deployment.stages.find((row) => row.name === stage)?.attempt).toBeGreaterThan(1)
    await expectEvidenceOnce(id)
  })
}

test('a deployment is cancelled in the middle of a stage, and resumed from it', async () => {
  const token = await tokenOf('ada')
  const hold = await holdAt('deploy')
  const id = await startDeployment()
  await hold.reached()
  // The stage's work is done and its end is being written; the request to cancel comes in this instant, and waits for
  // the row that the end has locked.
  const cancelled = api(token, `/deployments/${id}/cancel`, { method: 'POST' })
  await expect.poll(waitingForARow).toBeGreaterThan(0)
  await hold.release()
  expect((await cancelled).status).toBe(202)
  const status = async () => (await api<Deployment>(token, `/deployments/${id}`)).body.status
  await expect.poll(status).toBe('cancelled')
  const { stages } = (await api<Deployment>(token, `/deployments/${id}`)).body
  expect(stages.filter((stage) => ['running', 'queued'].includes(stage.status))).toEqual([])
  expect((await api(token, `/deployments/${id}/resume`, { method: 'POST' })).status).toBe(202)
  await ended(token, id)
})

test('the database is killed in the middle: nothing is lost or doubled', async () => {
  const token = await tokenOf('ada')
  const hold = await holdAt('deploy')
  const id = await startDeployment()
  await hold.reached()
  process.kill(pidOf('database'), 'SIGKILL')
  await hold.release()
  await ended(token, id)
  await expectEvidenceOnce(id)
})

test('web is killed while a deployment runs: the worker goes on and the page comes back', async () => {
  const token = await tokenOf('ada')
  const hold = await holdAt('build')
  const id = await startDeployment()
  await hold.reached()
  process.kill(pidOf('web'), 'SIGKILL')
  await hold.release()
  await ended(token, id)
  await expectEvidenceOnce(id)
})
