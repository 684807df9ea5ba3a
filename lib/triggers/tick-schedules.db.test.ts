import { beforeAll, expect, test } from 'vitest'
import { systemActorOf } from '../auth/system-actor-of.ts'
import { fixedClock } from '../clock.ts'
import { transaction, unsafeDb } from '../db/client.ts'
import { makeTenant, type TestTenant } from '../db/testing/world.ts'
import { normalisedTrigger } from '../manifests/trigger-words.ts'
import { pauseRuns } from '../pauses/pause-runs.ts'
import { resumeRuns } from '../pauses/resume-runs.ts'
import { listRuns } from '../runs/list-runs.ts'
import { activeRunner } from '../runs/testing/active-runner.ts'
import { saveCalendar } from './calendars/save-calendar.ts'
import { syncTriggers } from './sync-triggers.ts'
import { tickSchedules } from './tick-schedules.ts'

let tenant: TestTenant

beforeAll(async () => {
  tenant = await makeTenant()
})

/** A runner with one schedule, due since an instant. */
async function scheduled(words: object, since: string) {
  const { runnerId, name } = await activeRunner(tenant)
  const worker = await systemActorOf(tenant.id, 'worker')
  const trigger = normalisedTrigger.parse({ kind: 'schedule', timezone: 'UTC', ...words })
  const [made] = await transaction((tx) => syncTriggers(tx, worker, runnerId, [trigger]))
  const id = made?.triggerId ?? ''
  await unsafeDb.trigger.updateMany({ where: { id }, data: { nextAt: new Date(since) } })
  return { id, runnerId, name }
}

const tokensOf = async (runnerId: string) =>
  (await listRuns(tenant.engineer, { runnerId, limit: 200 })).runs.map(({ token }) => token.slice(-24, -8)).reverse()
const skipsOf = async (triggerId: string) =>
  (await unsafeDb.triggerSkip.findMany({ where: { triggerId }, orderBy: { id: 'asc' } })).map(
    ({ reason, because, count }) => `${count} ${reason} ${because}`,
  )
const nextOf = async (id: string) => (await unsafeDb.trigger.findFirstOrThrow({ where: { id } })).nextAt?.toISOString()

test('what was missed is caught up, as far as the manifest says, in parts that each commit', async () => {
  const { id, runnerId } = await scheduled({ cron: '* * * * *', missed: 'all', catch_up: 70 }, '2026-11-26T10:00:00Z')
  const clock = fixedClock(new Date('2026-11-26T12:00:00Z'))
  await tickSchedules(clock)
  expect(await tokensOf(runnerId)).toHaveLength(50)
  await Promise.all([tickSchedules(clock), tickSchedules(clock)])
  const tokens = await tokensOf(runnerId)
  expect(tokens).toHaveLength(70)
  expect([tokens[0], tokens.at(-1)]).toEqual(['2026-11-26T10:51', '2026-11-26T12:00'])
  expect(await skipsOf(id)).toEqual(['51 missed missed: all, the newest 70'])
  expect(await nextOf(id)).toBe('2026-11-26T12:01:00.000Z')
  await tickSchedules(clock)
  expect(await tokensOf(runnerId)).toHaveLength(70)
})

test('a calendar of the tenant excludes, and what follows one another is one row', async () => {
  await saveCalendar(tenant.engineer, { name: 'bank-days', description: 'Closed.', days: ['2026-12-25/2026-12-26'] })
  const words = { cron: '0 6 * * *', exclude: { calendars: ['bank-days'], weekdays: ['sun'] } }
  const { id, runnerId } = await scheduled(words, '2026-12-24T06:00:00Z')
  for (const day of [24, 25, 26, 27, 28]) {
    await tickSchedules(fixedClock(new Date(`2026-12-${day}T06:00:01Z`)))
  }
  expect(await tokensOf(runnerId)).toEqual(['2026-12-24T06:00', '2026-12-28T06:00'])
  expect(await skipsOf(id)).toEqual(['2 excluded calendar bank-days', '1 excluded Sundays'])
  const evidence = await unsafeDb.evidence.findMany({
    where: { runnerId, kind: 'trigger.skipped' },
    orderBy: { id: 'asc' },
  })
  expect(evidence.map(({ sentence }) => sentence.replace(/orders-\w+/, 'it'))).toEqual([
    'The schedule of it let 1 tick go: excluded by calendar bank-days.',
    'The schedule of it let 1 tick go: excluded by calendar bank-days.',
    'The schedule of it let 1 tick go: excluded by Sundays.',
  ])
})

test('a schedule that excludes by a calendar nobody keeps is refused before it is armed', async () => {
  const words = { cron: '0 6 * * *', exclude: { calendars: ['no-such-days'] } }
  await expect(scheduled(words, '2026-12-24T06:00:00Z')).rejects.toMatchObject({
    code: 'invalid_state',
    message: expect.stringContaining('no-such-days'),
  })
})

// Each in a year of its own: pauses of one place reach the others'.
test.each([
  ['runner', 2027],
  ['environment', 2028],
  ['tenant', 2029],
] as const)('a schedule of a paused %s lets its ticks go and says so', async (what, year) => {
  const { id, runnerId } = await scheduled({ cron: '0 * * * *', missed: 'all' }, `${year}-01-01T00:00:00Z`)
  const scope = { runner: { runnerId }, environment: { environment: 'dev' }, tenant: {} }[what]
  const actor = what === 'runner' ? tenant.engineer : tenant.admin
  const pause = await pauseRuns(actor, { ...scope, reason: 'The warehouse moves.' })
  await unsafeDb.pause.updateMany({ where: { id: pause.id }, data: { pausedAt: new Date(`${year}-01-01T00:30:00Z`) } })
  await expect(pauseRuns(actor, { ...scope, reason: 'Once more.' })).rejects.toMatchObject({ code: 'invalid_state' })
  await tickSchedules(fixedClock(new Date(`${year}-01-01T03:10:00Z`)))
  expect(await tokensOf(runnerId)).toEqual([`${year}-01-01T00:00`])
  expect(await skipsOf(id)).toEqual([`3 paused ${pause.id}`])
  expect(await resumeRuns(actor, pause.id)).toMatchObject({ skipped: 3 })
  await expect(resumeRuns(actor, pause.id)).rejects.toMatchObject({ code: 'invalid_state' })
  await unsafeDb.pause.updateMany({ where: { id: pause.id }, data: { resumedAt: new Date(`${year}-01-01T04:30:00Z`) } })
  // The worker was away until after the end of the pause: it asks how it was then, not how it is now.
  await tickSchedules(fixedClock(new Date(`${year}-01-01T05:10:00Z`)))
  expect(await tokensOf(runnerId)).toEqual([`${year}-01-01T00:00`, `${year}-01-01T05:00`])
  expect(await skipsOf(id)).toEqual([`4 paused ${pause.id}`])
})

test('pausing everything takes more than pausing a runner', async () => {
  const wide = pauseRuns(tenant.engineer, { reason: 'Not mine to do.' })
  await expect(wide).rejects.toMatchObject({ code: 'forbidden' })
  const other = await makeTenant()
  const { runnerId } = await activeRunner(tenant)
  const foreign = pauseRuns(other.engineer, { runnerId, reason: 'Not mine.' })
  await expect(foreign).rejects.toMatchObject({ code: 'not_found' })
  const { id } = await pauseRuns(tenant.engineer, { runnerId, reason: 'Mine.' })
  await expect(resumeRuns(other.engineer, id)).rejects.toMatchObject({ code: 'not_found' })
})
