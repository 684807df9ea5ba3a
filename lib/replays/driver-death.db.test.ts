import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import path from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { db, unsafeDb } from '../db/client.ts'
import { makeTenant } from '../db/testing/world.ts'
import { changesOf } from '../live/changes.ts'
import { activeRunner } from '../runs/testing/active-runner.ts'
import { deadLetters } from '../runs/testing/dead-letters.ts'
import { getReplay } from './queries.ts'
import { requestReplay } from './request-replay.ts'
import { endRuns, stateOf } from './testing/drive.ts'
import { setThreshold } from './threshold.ts'

const drivers = new Set<ChildProcess>()
const watching = new AbortController()
afterAll(async () => {
  watching.abort()
  await Promise.all([...drivers].map(kill))
})

function drive(): ChildProcess {
  const child = spawn(process.execPath, [path.join(import.meta.dirname, 'testing/drive-process.ts')], {
    stdio: 'inherit',
  })
  drivers.add(child)
  return child
}

async function kill(child: ChildProcess): Promise<void> {
  const gone = once(child, 'exit')
  child.kill('SIGKILL')
  await gone
  drivers.delete(child)
}

test('drivers are killed as they go: no token begins twice, none is lost, and the counts add up', async () => {
  const tenant = await makeTenant()
  const runner = await activeRunner(tenant)
  await setThreshold({ ...tenant.admin, platformAdmin: true }, { most: 1000, everyTenant: true })
  await deadLetters(tenant.id, runner, { count: 240, errors: 4 })
  const { id } = await requestReplay(tenant.engineer, {
    letters: { filter: {} },
    reason: 'killed on the way',
    ratePerSecond: 60,
    canaryPercent: 2,
  })
  const ref = { tenantId: tenant.id, id }
  let [current, other] = [drive(), drive()]
  let killed = 0
  for await (const _ of changesOf(id, watching.signal)) {
    const { counts, finishedAt } = await stateOf(ref)
    if (finishedAt) break
    expect(Object.values(counts).reduce((sum, count) => sum + count, 0)).toBe(240)
    // Each time some more have begun one of the two dies, wherever it is, and another takes its place.
    if (240 - (counts.waiting ?? 0) >= (killed + 1) * 40) {
      await kill(current)
      ;[current, other] = [other, drive()]
      killed++
    }
    await endRuns(ref, 'succeeded')
  }
  expect(killed).toBeGreaterThanOrEqual(4)
  expect((await getReplay(tenant.engineer, id)).counts).toMatchObject({ succeeded: 240, waiting: 0, started: 0 })
  const runs = await db.run.findMany({ where: { tenantId: tenant.id, origin: 'replay' }, select: { token: true } })
  expect(runs).toHaveLength(240)
  expect(new Set(runs.map(({ token }) => token)).size).toBe(240)
  const [most] = await unsafeDb.$queryRaw<{ most: bigint }[]>`
    select max(n.count) as most from "ReplayItem" i
    cross join lateral (
      select count(*) as count from "ReplayItem" w where w."replayId" = i."replayId"
        and w."startedAt" > i."startedAt" - interval '1 second' and w."startedAt" <= i."startedAt"
    ) n where i."replayId" = ${id}`
  expect(Number(most?.most)).toBeLessThanOrEqual(60)
}, 180_000)
