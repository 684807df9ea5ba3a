import { expect, test } from 'vitest'
import { recordPulse } from '../alerts/pulse/record-pulse.ts'
import { transaction, unsafeDb } from '../db/client.ts'
import { makeTenant } from '../db/testing/world.ts'
import { newId } from '../ids.ts'
import { activeRunner } from '../runs/testing/active-runner.ts'
import { healthOverview } from './health-overview.ts'

test('the health page counts what ended, waits, runs and lies dead, of its tenant alone', async () => {
  const [tenant, other] = [await makeTenant(), await makeTenant()]
  const { runnerId } = await activeRunner(tenant)
  const { environmentId } = await unsafeDb.runner.findFirstOrThrow({ where: { id: runnerId } })
  const now = new Date()
  const of = { tenantId: tenant.id, runnerId, environmentId, runnerClass: 'serverless' } as const
  const ended = (status: string, at: Date) => transaction((tx) => recordPulse(tx, [{ ...of, status }], at))
  await ended('failed', now)
  await ended('succeeded', now)
  await ended('succeeded', now)
  await ended('denied', now)
  await ended('succeeded', new Date(now.getTime() - 5 * 3600_000))
  await ended('failed', new Date(now.getTime() - 30 * 3600_000))
  const run = (status: 'queued' | 'running' | 'retrying') => ({
    ...{ ...of, id: newId('run'), token: newId('run'), origin: 'api' as const, status },
    ...{ inputDigest: 'd', artifactDigest: 'd', traceId: 't' },
  })
  await unsafeDb.run.createMany({ data: [run('queued'), run('queued'), run('running'), run('retrying')] })
  await unsafeDb.workerHeartbeat.create({ data: { executorId: 'w', at: now } })
  await unsafeDb.pause.create({ data: { tenantId: tenant.id, id: newId('pause'), reason: 'r', pausedById: 'u' } })
  const health = await healthOverview(tenant.auditor, now)
  expect(health).toMatchObject({
    lastHour: { succeeded: 2, failed: 1, denied: 1 },
    lastDay: { succeeded: 3, failed: 1 },
    waiting: 2,
    running: 1,
    retrying: 1,
    workers: 1,
    paused: 1,
    deadLetters: 0,
    verdict: { tone: 'bad' },
    runners: [{ id: runnerId, errorRate: 33.3, waiting: 2, failed: 1 }],
  })
  expect(health.hours).toHaveLength(24)
  expect(health.hours.filter(({ succeeded }) => succeeded)).toHaveLength(2)
  expect(await healthOverview(other.auditor, now)).toMatchObject({
    lastDay: { succeeded: 0, failed: 0 },
    waiting: 0,
    runners: [],
    verdict: { tone: 'good' },
  })
})
