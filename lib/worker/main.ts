import { once } from 'node:events'
import os from 'node:os'
import { DBOS } from '@dbos-inc/dbos-sdk'
import { seedAdvisories } from '../advisories/seed-advisories.ts'
import { unsafeDb } from '../db/client.ts'
import { runDeliveries } from '../deliveries/run-deliveries.ts'
import { env } from '../env.ts'
import { runSequencer } from '../evidence/sequencer.ts'
import { recheckWorkflow } from '../findings/recheck-workflow.ts'
import { newId } from '../ids.ts'
import { log } from '../log.ts'
import { recheckPolicies } from '../policy/recheck-policies.ts'
import { runSimulation } from '../policy/simulate/run-simulation.ts'
import { deploymentWorkflow } from '../provisioning/deployment-workflow.ts'
import { removeRunner } from '../provisioning/remove-runner.ts'
import { startTargets, stopTargets, supportHere } from '../provisioning/targets/targets.ts'
import { runReplays } from '../replays/run-replays.ts'
import { startDispatcher } from '../runs/dispatch/dispatcher.ts'
import { runTraceExport } from '../telemetry/export-traces.ts'
import { serveMetrics } from '../telemetry/serve-metrics.ts'
import { watchArrivals } from './arrivals.ts'
import { WORKFLOW_APPLICATION, WORKFLOW_VERSION } from './dbos.ts'
import { startReaper } from './reaper.ts'
import { startSchedules } from './schedules.ts'

/** Deaths a workflow may survive before it counts as the cause of them. */
const MAX_RECOVERIES = 20

/** Unique per life of a process: two lives under one id would recover each other's work. */
const executorId = `${os.hostname()}-${process.pid}-${newId('run').slice(-8)}`

DBOS.registerWorkflow(deploymentWorkflow, { name: 'deploy', maxRecoveryAttempts: MAX_RECOVERIES })
DBOS.registerWorkflow(
  async (tenantId: string, runnerId: string) => {
    await DBOS.runStep(() => removeRunner(tenantId, runnerId), { name: 'remove', retriesAllowed: true, maxAttempts: 3 })
  },
  { name: 'removeRunner', maxRecoveryAttempts: MAX_RECOVERIES },
)

DBOS.registerWorkflow((tenantId: string, why: string) => recheckWorkflow({ tenantId, rescan: false, why }), {
  name: 'recheckVerdicts',
  maxRecoveryAttempts: MAX_RECOVERIES,
})
DBOS.registerWorkflow((why: string) => recheckWorkflow({ rescan: true, why }), {
  name: 'reevaluate',
  maxRecoveryAttempts: MAX_RECOVERIES,
})
DBOS.registerWorkflow(
  async (tenantId: string, simulationId: string) => {
    await DBOS.runStep(() => runSimulation(tenantId, simulationId), { name: 'simulate' })
  },
  { name: 'simulatePolicy', maxRecoveryAttempts: MAX_RECOVERIES },
)
DBOS.registerWorkflow(
  async (why: string) => {
    await DBOS.runStep(() => recheckPolicies(why), { name: 'recheck', retriesAllowed: true, maxAttempts: 3 })
  },
  { name: 'recheckPolicies', maxRecoveryAttempts: MAX_RECOVERIES },
)
DBOS.setConfig({
  name: WORKFLOW_APPLICATION,
  systemDatabaseUrl: env.DATABASE_URL,
  executorID: executorId,
  applicationVersion: WORKFLOW_VERSION,
  logLevel: 'warn',
  systemDatabasePoolSize: 10,
})

await seedAdvisories()
// Heard from before the first work on: told to end while it still starts, it ends in order once it has started.
const stopping = new AbortController()
const hurry = new AbortController()
// Asked a second time, it waits for nothing that it can hand back.
for (const signal of ['SIGTERM', 'SIGINT'] as const)
  process.on(signal, () => (stopping.signal.aborted ? hurry : stopping).abort())
const stopReaper = await startReaper(env.DATABASE_URL, executorId)
await startTargets(executorId)
await DBOS.launch()
await DBOS.registerQueue('deployments', {
  minPollingIntervalMs: 200,
  workerConcurrency: 20,
  onConflict: 'always_update',
})

// One at a time a worker: what people wait for comes first.
await DBOS.registerQueue('verdicts', { minPollingIntervalMs: 500, workerConcurrency: 1, onConflict: 'always_update' })

// Somebody waits for these with the page open, so they have a queue of their own.
await DBOS.registerQueue('simulations', {
  minPollingIntervalMs: 200,
  workerConcurrency: 1,
  onConflict: 'always_update',
})

const dispatcher = startDispatcher(executorId)
// To the last: what ends while this worker drains is taken into the log too.
const endingSequencer = new AbortController()
const sequencer = runSequencer(endingSequencer.signal)
const schedules = startSchedules(stopping.signal)
const arrivals = watchArrivals(stopping.signal)
const deliveries = runDeliveries(stopping.signal)
const replays = runReplays(stopping.signal)
const traces = runTraceExport(endingSequencer.signal)
const metrics = await serveMetrics()
const beat = async () => {
  try {
    const now = { at: new Date(), support: await supportHere() }
    await unsafeDb.workerHeartbeat.upsert({ where: { executorId }, update: now, create: { executorId, ...now } })
  } catch (error) {
    log.warn({ err: error }, 'heartbeat')
  }
}
await beat()
const heartbeat = setInterval(() => void beat(), 2000)
log.info({ executorId }, 'worker ready')

if (!stopping.signal.aborted) await once(stopping.signal, 'abort')
const limit = AbortSignal.any([hurry.signal, AbortSignal.timeout(env.BARECOUNT_DRAIN_SECONDS * 1000)])
log.info({ held: dispatcher.held() }, 'worker draining')
await Promise.allSettled([dispatcher.drain(limit), schedules, arrivals, deliveries, replays])
clearInterval(heartbeat)
endingSequencer.abort()
await Promise.allSettled([sequencer, traces, metrics?.close()])
await DBOS.shutdown()
await stopTargets()
// Without the database it is forgotten by itself.
await unsafeDb.workerHeartbeat.deleteMany({ where: { executorId } }).catch(() => undefined)
await stopReaper()
process.exit(0)
