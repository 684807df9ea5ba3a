import { beforeAll, expect, test } from 'vitest'
import { db, unsafeDb } from '../db/client.ts'
import { makeTenant, type TestTenant } from '../db/testing/world.ts'
import { resolveDeadLetters } from '../dead-letters/resolve-dead-letters.ts'
import { endAt, grantException, liveOn } from '../exceptions/testing/granted.ts'
import { activeRunner } from '../runs/testing/active-runner.ts'
import { deadLetters } from '../runs/testing/dead-letters.ts'
import { digestOfReport } from './finish-replay.ts'
import { pauseReplay } from './pause-replay.ts'
import { getReplay, listItems, listReplays } from './queries.ts'
import { rehearseReplay } from './rehearse-replay.ts'
import { replayReport } from './replay-report.ts'
import { requestReplay } from './request-replay.ts'
import { resumeReplay } from './resume-replay.ts'
import { stepReplay } from './step-replay.ts'
import { stopReplay } from './stop-replay.ts'
import { driveToEnd, endRuns, forgetThrottle, isOpen, stateOf } from './testing/drive.ts'

let tenant: TestTenant
let other: TestTenant
beforeAll(async () => {
  tenant = await makeTenant()
  other = await makeTenant()
})

const ask = (ids: string[], over: object = {}) =>
  requestReplay(tenant.engineer, { letters: { ids }, reason: 'the database was away', ratePerSecond: 500, ...over })
const refOf = ({ id }: { id: string }) => ({ tenantId: tenant.id, id })
const kindsOf = async (kinds: string) => {
  const rows = await db.evidence.findMany({
    where: { tenantId: tenant.id, kind: { startsWith: kinds } },
    orderBy: { id: 'asc' },
  })
  return rows.map(({ kind }) => kind)
}
const textOf = async (stream: ReadableStream<Uint8Array>) => new Response(stream).text()

test('a replay runs each token once more, canary first, and its report adds up', async () => {
  const runner = await activeRunner(tenant)
  const ids = await deadLetters(tenant.id, runner, { prefix: 'plain', count: 10, errors: 2 })
  const asked = await ask(ids, { canaryPercent: 20 })
  expect(asked).toMatchObject({ items: 10, approvalId: null })
  const ref = refOf(asked)
  await stepReplay(ref)
  await stepReplay(ref)
  expect((await stateOf(ref)).counts).toEqual({ started: 2, waiting: 8 })
  // The two of the canary are the first of each error.
  const { items } = await listItems(tenant.engineer, asked.id, { outcome: 'started' })
  const canary = await db.deadLetter.findMany({
    where: { tenantId: tenant.id, id: { in: items.map(({ deadLetterId }) => deadLetterId) } },
  })
  expect(new Set(canary.map(({ fingerprint }) => fingerprint)).size).toBe(2)
  await stepReplay(ref)
  expect((await stateOf(ref)).counts).toEqual({ started: 2, waiting: 8 })
  expect(await driveToEnd(ref)).toEqual(['canary', 'running', 'finished'])

  const replay = await getReplay(tenant.auditor, asked.id)
  expect(replay).toMatchObject({ status: 'finished', counts: { succeeded: 10, waiting: 0, started: 0 } })
  expect(replay.reportDigest).toBe(await digestOfReport(db as never, { tenantId: tenant.id, replayId: asked.id }))
  const runs = await db.run.findMany({
    where: { tenantId: tenant.id, token: { startsWith: 'plain-' }, replayOfId: { not: null } },
  })
  expect(runs).toHaveLength(10)
  expect(runs.every(({ origin, status }) => origin === 'replay' && status === 'succeeded')).toBe(true)
  const failed = await db.run.findMany({
    where: { tenantId: tenant.id, token: { startsWith: 'plain-' }, status: 'failed' },
  })
  expect(new Set(failed.map(({ replayedById }) => replayedById))).toEqual(new Set(runs.map(({ id }) => id)))
  expect(failed.map(({ inputDigest }) => inputDigest).sort()).toEqual(runs.map(({ inputDigest }) => inputDigest).sort())
  expect(await kindsOf('replay.')).toEqual(['replay.requested', 'replay.started', 'replay.finished'])

  const csv = await textOf(await replayReport(tenant.engineer, asked.id, 'csv'))
  expect(csv.trim().split('\r\n')).toHaveLength(11)
  expect(csv.split('\r\n')[0]).toBe(
    'seq,token,runner,environment,outcome,reason,runId,failedRunId,deadLetterId,startedAt,endedAt',
  )
  expect(csv.split('\r\n')[1]).toMatch(/(,\d{4}-\d\d-\d\dT[\d:.]+Z){2}$/)
  const json = JSON.parse(await textOf(await replayReport(tenant.engineer, asked.id, 'json')))
  expect(json).toMatchObject({ replay: asked.id, items: 10, reportDigest: replay.reportDigest })
  expect(json.tokens).toHaveLength(10)
})

test('tokens that need no run are told apart, in the rehearsal and when their turn comes', async () => {
  const runner = await activeRunner(tenant)
  const gone = await activeRunner(tenant)
  const ready = await deadLetters(tenant.id, runner, { prefix: 'r', count: 2 })
  const done = await deadLetters(tenant.id, runner, { prefix: 'done' })
  const flying = await deadLetters(tenant.id, runner, { prefix: 'fly' })
  const late = await deadLetters(tenant.id, runner, { prefix: 'late', expiresAt: new Date(Date.now() - 1) })
  const erased = await deadLetters(tenant.id, runner, { prefix: 'erased' })
  const orphan = await deadLetters(tenant.id, gone, { prefix: 'orphan' })
  const waived = await deadLetters(tenant.id, runner, { prefix: 'waived' })
  const ids = [ready, done, flying, late, erased, orphan, waived].flat()

  // Another run of the token, as somebody else's replay left it.
  const repeat = async (token: string, status: 'succeeded' | 'running') => {
    const failed = await unsafeDb.run.findFirstOrThrow({ where: { tenantId: tenant.id, token } })
    const id = `job_${token.toUpperCase().padStart(26, '9')}`
    await unsafeDb.run.update({
      where: { tenantId_id: { tenantId: tenant.id, id: failed.id } },
      data: { replayedById: id },
    })
    await unsafeDb.run.create({ data: { ...failed, id, status, replayOfId: failed.id } as never })
  }
  await repeat('done-1', 'succeeded')
  await repeat('fly-1', 'running')
  await unsafeDb.$executeRaw`update "Run" set input = null where "tenantId" = ${tenant.id} and token = 'erased-1'`
  await unsafeDb.runner.updateMany({ where: { tenantId: tenant.id, id: gone.runnerId }, data: { status: 'destroyed' } })

  const said = await rehearseReplay(tenant.engineer, { letters: { ids } })
  expect(said).toMatchObject({
    total: 8,
    notOpen: 0,
    wouldRun: 3,
    wouldBeDenied: 0,
    needNoRun: { already_done: 1, in_flight: 1, payload_expired: 2, runner_gone: 1, settled: 0 },
    mass: false,
  })
  const asked = await ask(ids)
  await resolveDeadLetters(tenant.engineer, { letters: { ids: waived }, as: 'waived', reason: 'a test order' })
  await driveToEnd(refOf(asked), async () => {
    // The one that another run holds goes on running.
    await endRuns(refOf(asked), 'succeeded', { token: 'r-1' })
    await endRuns(refOf(asked), 'succeeded', { token: 'r-2' })
  })
  expect((await getReplay(tenant.engineer, asked.id)).counts).toMatchObject({
    succeeded: 2,
    already_done: 1,
    in_flight: 1,
    payload_expired: 2,
    runner_gone: 1,
    settled: 1,
  })
})

test('the gate of now decides: a runner that is denied is said before, and no run of it begins', async () => {
  const runner = await activeRunner(tenant)
  const ids = await deadLetters(tenant.id, runner, { prefix: 'deny', count: 3 })
  await unsafeDb.artifact.updateMany({
    where: { tenantId: tenant.id, digest: runner.artifactDigest },
    data: { digest: `sha256:${'f'.repeat(64)}` },
  })
  const said = await rehearseReplay(tenant.engineer, { letters: { ids } })
  expect(said).toMatchObject({ wouldRun: 0, wouldBeDenied: 3 })
  expect(said.runners[0]?.refusals.map(({ id }) => id)).toContain('run.signature')
  const asked = await ask(ids, { canaryPercent: 100 })
  await driveToEnd(refOf(asked))
  const replay = await getReplay(tenant.engineer, asked.id)
  expect(replay.counts).toMatchObject({ denied: 3, succeeded: 0 })
  const open = await db.deadLetter.count({ where: { tenantId: tenant.id, id: { in: ids }, status: 'open' } })
  expect(open).toBe(3)
})

test('an exception that has lapsed denies what it let in, in the rehearsal and at its turn', async () => {
  const runner = await activeRunner(tenant)
  const exceptionId = await grantException(tenant)
  await liveOn(tenant, runner.runnerId, exceptionId)
  const ids = await deadLetters(tenant.id, runner, { prefix: 'lapsed', count: 2 })
  expect(await rehearseReplay(tenant.engineer, { letters: { ids } })).toMatchObject({ wouldRun: 2 })
  await endAt(tenant.id, exceptionId, new Date(Date.now() - 1))
  const said = await rehearseReplay(tenant.engineer, { letters: { ids } })
  expect(said).toMatchObject({ wouldRun: 0, wouldBeDenied: 2 })
  expect(said.runners[0]?.refusals.map(({ id }) => id)).toEqual(['exception.lapsed'])
  const asked = await ask(ids, { canaryPercent: 100, canaryPass: 0 })
  await driveToEnd(refOf(asked))
  const { items } = await listItems(tenant.engineer, asked.id)
  expect(items.map(({ outcome }) => outcome)).toEqual(['denied', 'denied'])
  expect(items[0]?.reason).toMatch(/exception/i)
})

test('a budget that is reached pauses the replay before it has used up the list', async () => {
  const poor = await makeTenant()
  const runner = await activeRunner(poor)
  const ids = await deadLetters(poor.id, runner, { prefix: 'poor', count: 25 })
  const { environmentId } = await unsafeDb.runner.findFirstOrThrow({ where: { id: runner.runnerId } })
  await unsafeDb.quota.create({ data: { tenantId: poor.id, monthlyBudget: 100n } })
  const month = new Date().toISOString().slice(0, 7)
  const used = { tenantId: poor.id, month, runnerClass: 'serverless' as const, environmentId, costMicros: 101n }
  await unsafeDb.usageMonth.create({ data: used })
  expect(await rehearseReplay(poor.engineer, { letters: { ids } })).toMatchObject({ wouldRun: 0, wouldBeDenied: 25 })
  const asked = await requestReplay(poor.engineer, {
    letters: { ids },
    reason: 'the budget is gone',
    canaryPass: 0,
    ratePerSecond: 20,
  })
  const ref = { tenantId: poor.id, id: asked.id }
  expect(await driveToEnd(ref)).toEqual(['canary', 'paused'])
  const { status, statusReason, counts } = await stateOf(ref)
  const { denied = 0, waiting = 0 } = counts
  expect(status).toBe('paused')
  expect(denied).toBeGreaterThanOrEqual(20)
  expect([denied + waiting, waiting > 0]).toEqual([25, true])
  expect(statusReason).toMatch(/^The last 20 were denied: Runs have cost/)
  // With money there again it goes on where it was; what was denied stays open, for another replay.
  await unsafeDb.quota.updateMany({ where: { tenantId: poor.id }, data: { monthlyBudget: 1_000_000_000n } })
  await resumeReplay(poor.engineer, { id: asked.id })
  await driveToEnd(ref)
  expect((await stateOf(ref)).counts).toEqual({ denied, succeeded: waiting })
  const again = await requestReplay(poor.engineer, {
    letters: { ids: ids.slice(0, 5) },
    reason: 'money again',
    ratePerSecond: 100,
  })
  const next = { tenantId: poor.id, id: again.id }
  await driveToEnd(next)
  expect((await stateOf(next)).counts.succeeded).toBe(5)
})

test('a cancelled replay run leaves the failure open, and it can be replayed again', async () => {
  const runner = await activeRunner(tenant)
  const ids = await deadLetters(tenant.id, runner, { prefix: 'cancel' })
  const first = await ask(ids)
  await driveToEnd(refOf(first), () => endRuns(refOf(first), 'cancelled'))
  expect((await stateOf(refOf(first))).counts).toEqual({ cancelled: 1 })
  const second = await ask(ids)
  await driveToEnd(refOf(second))
  expect((await stateOf(refOf(second))).counts).toEqual({ succeeded: 1 })
  expect(await db.run.count({ where: { tenantId: tenant.id, token: 'cancel-1' } })).toBe(3)
})

test('a canary that fails holds the rest; resuming goes on regardless, and the newer failures stand for the old', async () => {
  const runner = await activeRunner(tenant)
  const ids = await deadLetters(tenant.id, runner, { prefix: 'bad', count: 6 })
  const asked = await ask(ids, { canaryPercent: 40, canaryPass: 50 })
  const ref = refOf(asked)
  const fail = async () => {
    const ended = await endRuns(ref, 'failed')
    // What the end of a run that failed for good leaves.
    if (ended) {
      await unsafeDb.$executeRaw`
        insert into "DeadLetter" ("tenantId", id, "runId", "runnerId", "environmentId", token, fingerprint, cause, error,
          attempts, "inputBytes", lineage, "expiresAt")
        select r."tenantId", 'ded_' || substr(r.id, 5), r.id, r."runnerId", r."environmentId", r.token, 'f', 'user_error',
          'again', 1, 1, '{}', now() + interval '1 day'
        from "Run" r where r."tenantId" = ${tenant.id} and r."runnerId" = ${runner.runnerId} and r.reason = 'again'
        on conflict do nothing`
    }
  }
  expect(await driveToEnd(ref, fail)).toEqual(['canary', 'paused'])
  expect(await stateOf(ref)).toMatchObject({
    statusReason: 'Of the canary, 0 of 3 succeeded; 50% must.',
    counts: { failed: 3, waiting: 3 },
  })
  const closed = await db.deadLetter.count({
    where: { tenantId: tenant.id, id: { in: ids }, status: 'superseded', resolvedByRunId: { not: null } },
  })
  expect(closed).toBe(3)
  expect(await isOpen(ref)).toBe(false)
  const told = await db.notification.findMany({ where: { tenantId: tenant.id, link: { endsWith: asked.id } } })
  expect(told.map(({ userId, sentence }) => [userId, sentence])).toEqual([
    [tenant.engineer.userId, 'The replay of 6 tokens was paused. Of the canary, 0 of 3 succeeded; 50% must.'],
  ])
  await resumeReplay(tenant.engineer, { id: asked.id })
  await driveToEnd(ref)
  expect((await stateOf(ref)).counts).toEqual({ failed: 3, succeeded: 3 })
  await expect(resumeReplay(tenant.engineer, { id: asked.id })).rejects.toMatchObject({ code: 'invalid_state' })
})

test('the throttle holds in every second, measured by the database', async () => {
  const runner = await activeRunner(tenant)
  const ids = await deadLetters(tenant.id, runner, { prefix: 'rate', count: 24 })
  const asked = await ask(ids, { ratePerSecond: 8, canaryPercent: 0 })
  const ref = refOf(asked)
  // As fast as one can, by two drivers at once.
  for (;;) {
    await Promise.all([stepReplay(ref), stepReplay(ref)])
    await endRuns(ref, 'succeeded')
    if ((await stateOf(ref)).finishedAt) break
  }
  const [most] = await unsafeDb.$queryRaw<{ most: bigint; begun: bigint }[]>`
    select max(n.count) as most, count(*) as begun from "ReplayItem" i
    cross join lateral (
      select count(*) as count from "ReplayItem" w
      where w."tenantId" = i."tenantId" and w."replayId" = i."replayId"
        and w."startedAt" > i."startedAt" - interval '1 second' and w."startedAt" <= i."startedAt"
    ) n
    where i."tenantId" = ${tenant.id} and i."replayId" = ${asked.id} and i."startedAt" is not null`
  expect(most).toEqual({ most: 8n, begun: 24n })
})

test('paused, nothing begins; stopped, nothing ever does, and what had begun is still counted', async () => {
  const runner = await activeRunner(tenant)
  const ids = await deadLetters(tenant.id, runner, { prefix: 'stop', count: 9 })
  const asked = await ask(ids, { ratePerSecond: 2, canaryPercent: 0 })
  const ref = refOf(asked)
  await stepReplay(ref)
  await stepReplay(ref)
  await pauseReplay(tenant.engineer, { id: asked.id, reason: 'looking at it' })
  await forgetThrottle(ref)
  await stepReplay(ref)
  expect(await stateOf(ref)).toMatchObject({ status: 'paused', counts: { started: 1, waiting: 8 } })
  await resumeReplay(tenant.engineer, { id: asked.id })
  expect((await stateOf(ref)).status).toBe('canary')
  expect(await stopReplay(tenant.engineer, { id: asked.id, reason: 'wrong list' })).toEqual({ notStarted: 8 })
  await forgetThrottle(ref)
  await stepReplay(ref)
  expect(await stateOf(ref)).toMatchObject({
    status: 'stopped',
    finishedAt: null,
    counts: { started: 1, not_started: 8 },
  })
  await endRuns(ref, 'succeeded')
  await stepReplay(ref)
  const over = await getReplay(tenant.engineer, asked.id)
  expect(over).toMatchObject({ status: 'stopped', counts: { succeeded: 1, not_started: 8 } })
  expect(over.finishedAt).not.toBeNull()
  expect(over.reportDigest).toMatch(/^sha256:/)
  expect(await isOpen(ref)).toBe(false)
  for (const change of [pauseReplay, stopReplay]) {
    await expect(change(tenant.engineer, { id: asked.id, reason: 'again' })).rejects.toMatchObject({
      code: 'invalid_state',
    })
  }
})

test('many drivers at once begin no token twice', async () => {
  const runner = await activeRunner(tenant)
  const ids = await deadLetters(tenant.id, runner, { prefix: 'many', count: 40 })
  const asked = await requestReplay(tenant.engineer, {
    letters: { ids: ids.slice(0, 25) },
    reason: 'the first half',
    ratePerSecond: 500,
  })
  const both = await requestReplay(tenant.engineer, {
    letters: { ids: ids.slice(10, 35) },
    reason: 'and the second, which overlaps',
    ratePerSecond: 500,
  })
  const refs = [refOf(asked), refOf(both)]
  for (let round = 0; round < 12; round++) {
    await Promise.all([...refs, ...refs].map((ref) => stepReplay(ref)))
    await endRuns({ tenantId: tenant.id }, 'succeeded')
  }
  const counts = await Promise.all(refs.map(async (ref) => (await stateOf(ref)).counts))
  const succeeded = counts.reduce((sum, { succeeded = 0 }) => sum + succeeded, 0)
  expect(succeeded).toBe(35)
  const runs = await db.run.findMany({
    where: { tenantId: tenant.id, token: { startsWith: 'many-' }, origin: 'replay' },
  })
  expect(new Set(runs.map(({ token }) => token)).size).toBe(35)
  expect(runs).toHaveLength(35)
})

test('another tenant sees, starts and changes nothing', async () => {
  const runner = await activeRunner(tenant)
  const ids = await deadLetters(tenant.id, runner, { prefix: 'foreign', count: 2 })
  const asked = await ask(ids)
  const { id } = asked
  const foreign = other.engineer
  const notFound = { code: 'not_found' }
  await expect(rehearseReplay(foreign, { letters: { ids } })).rejects.toMatchObject(notFound)
  await expect(requestReplay(foreign, { letters: { ids }, reason: 'mine now' })).rejects.toMatchObject(notFound)
  await expect(getReplay(foreign, id)).rejects.toMatchObject(notFound)
  await expect(listItems(foreign, id)).rejects.toMatchObject(notFound)
  await expect(replayReport(foreign, id, 'csv')).rejects.toMatchObject(notFound)
  await expect(pauseReplay(foreign, { id, reason: 'stop it' })).rejects.toMatchObject(notFound)
  await expect(resumeReplay(foreign, { id })).rejects.toMatchObject(notFound)
  await expect(stopReplay(foreign, { id, reason: 'stop it' })).rejects.toMatchObject(notFound)
  expect((await listReplays(foreign)).replays).toEqual([])
  // A filter of another tenant takes nothing of this one either.
  await expect(rehearseReplay(foreign, { letters: { filter: {} } })).rejects.toMatchObject(notFound)
  await expect(ask(ids.map((one) => one.replace('ded_', 'ded_X')))).rejects.toMatchObject(notFound)
  await expect(requestReplay(tenant.auditor, { letters: { ids }, reason: 'may not' })).rejects.toMatchObject({
    code: 'forbidden',
  })
})
