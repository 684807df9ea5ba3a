import { afterAll, expect, test } from 'vitest'
import { systemActorOf } from '../../auth/system-actor-of.ts'
import { unsafeDb } from '../../db/client.ts'
import { makeTenant } from '../../db/testing/world.ts'
import { stopTargets } from '../../provisioning/targets/targets.ts'
import { attemptRun, beginSpans } from '../attempt-run.ts'
import { startRuns } from '../start-runs.ts'
import { activeRunner } from '../testing/active-runner.ts'
import { executeRun } from '../testing/execute-run.ts'
import { claimInvoked } from './claim-invoked.ts'
import { openSettler } from './settler.ts'

afterAll(stopTargets)

async function attemptsOf(code: string, tokens: string[]) {
  const tenant = await makeTenant()
  const { runnerId } = await activeRunner(tenant, code)
  await startRuns(tenant.engineer, { runnerId, origin: 'manual', items: tokens.map((token) => ({ token })) })
  const actor = await systemActorOf(tenant.id, 'worker')
  return { actor, attempts: await claimInvoked(actor, { runnerIds: [runnerId], places: 10, workerId: 'settling' }) }
}
const statusOf = async (id: string) => (await unsafeDb.run.findFirstOrThrow({ where: { id } })).status
const live = new AbortController().signal

test('an end that cannot be written keeps no other of the tenant from it', async () => {
  const { actor, attempts } = await attemptsOf('export const handler = async () => 1', ['a', 'b', 'c'])
  const [odd, ...others] = await Promise.all(
    attempts.map(async (one) => {
      const outcome = await attemptRun(actor, one, { signal: live, spans: beginSpans(one) })
      if (!('measured' in outcome)) throw new Error('it was to succeed')
      return { run: one.run, runner: one.runner, spec: one.spec, outcome }
    }),
  )
  if (!odd) throw new Error('there were several')
  // A column of whole numbers refuses it for ever.
  odd.outcome.measured.initMs = 0.5
  expect(others.length).toBeGreaterThan(0)
  const stopping = new AbortController()
  const settler = openSettler(stopping.signal)
  const never = settler.settle(actor, odd)
  await Promise.all(others.map((one) => settler.settle(actor, one)))
  expect(await Promise.all(others.map(({ run }) => statusOf(run.id)))).toEqual(others.map(() => 'succeeded'))
  expect(await statusOf(odd.run.id)).toBe('running')
  stopping.abort()
  await never
})

test('an error whose words are cut in the middle of a character is kept, wherever the cut is', async () => {
  const code = `export const handler = async ({ before }) => { throw new Error(before + '\u{1f600}'.repeat(3000)) }`
  const tenant = await makeTenant()
  const { runnerId } = await activeRunner(tenant, code)
  const items = ['', 'x'].map((before) => ({ token: `cut${before}`, input: { before } }))
  const started = await startRuns(tenant.engineer, { runnerId, origin: 'manual', items })
  for (const one of started) if ('id' in one) await executeRun(tenant.id, one.id)
  const runs = await unsafeDb.run.findMany({ where: { runnerId }, select: { status: true } })
  expect(runs).toEqual([{ status: 'failed' }, { status: 'failed' }])
})
