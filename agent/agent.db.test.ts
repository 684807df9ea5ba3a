import { afterAll, beforeAll, expect, test } from 'vitest'
import { db } from '#lib/db/client.ts'
import { makeTenant, type TestTenant } from '#lib/db/testing/world.ts'
import { readOutput } from '#lib/provisioning/targets/local/run-output.ts'
import { getRun, readRunLog } from '#lib/runs/queries.ts'
import { startRun } from '#lib/runs/start-run.ts'
import { endAgents, spoken, startAgent } from './testing/agent-process.ts'
import { dedicatedRunner } from './testing/fetched-runner.ts'
import { openTestPortal, type TestPortal } from './testing/portal.ts'

let tenant: TestTenant
let portal: TestPortal
beforeAll(async () => {
  tenant = await makeTenant()
  portal = await openTestPortal()
})
afterAll(async () => {
  endAgents()
  await portal.goAway()
})

const patient = { timeout: 8_000, interval: 50 }
const statusOf = (id: string) => async () => (await getRun(tenant.engineer, id)).status

/** A command that answers with what it was given. */
const sh = (script: string) => JSON.stringify(['/bin/sh', '-c', script])

test('an agent enrols, fetches a run, carries it out and hands in log, output and result', async () => {
  const { spec, token, instanceId } = await dedicatedRunner(tenant)
  const script =
    'input=$(cat); echo "got $input" >&2; echo "$BC_RUN_TOKEN" > $BC_OUTPUT_DIR/token.txt; echo "{\\"was\\":$input}"'
  const agent = await startAgent({ URL: portal.url, ENROLMENT: token, MODE: 'exec', COMMAND: sh(script) })
  const { id } = await startRun(tenant.engineer, {
    runnerId: spec.runnerId,
    token: 'first',
    input: { n: 7 },
    origin: 'manual',
  })
  await expect.poll(statusOf(id), patient).toBe('succeeded')
  const run = await getRun(tenant.engineer, id)
  expect(run, agent.said()).toMatchObject({
    result: { was: { n: 7 } },
    attempt: 1,
    outputFiles: ['token.txt'],
    costMicros: '0',
  })
  expect(readOutput(spec, 'first', 'token.txt').toString().trim()).toBe('first')
  expect((await readRunLog(tenant.engineer, id)).map((one) => one.text).join('\n')).toContain('got {"n":7}')
  const evidence = await db.evidence.findMany({ where: { tenantId: tenant.id, runId: id }, orderBy: { id: 'asc' } })
  expect(evidence.map((one) => `${one.kind} ${one.result}`)).toEqual(['run.requested info', 'run.finished succeeded'])
  const instance = await db.instance.findFirst({ where: { tenantId: tenant.id, id: instanceId ?? '' } })
  expect(instance).toMatchObject({ status: 'ready', readyAt: expect.any(Date), busyAt: expect.any(Date) })
})

afterAll(() => {
  if (process.env.AGENT_SAID) for (const text of spoken()) console.error(text)
})
