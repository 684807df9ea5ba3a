import { figure } from '../figure.ts'
import type { Usage } from '../price-book.ts'
import type { Workload } from '../schema.ts'
import { runsOf } from './runs-of.ts'

const KB_PER_GB = 1_000_000
/** A message is sent, received and deleted. */
const CALLS_PER_MESSAGE = 3

/** What starting the runs takes: invocations, ticks of the scheduler, messages of a queue. Pure. */
export function requestUsage(work: Workload): Usage[] {
  if (work.target === 'local') return []
  const runs = runsOf(work)
  const { scheduledRuns, eventRuns } = work
  const queued = work.size.runnerClass === 'container' || work.size.runnerClass === 'dedicated_compute'
  return used([
    work.size.runnerClass === 'serverless' && {
      kind: 'requests',
      priceId: 'lambda.request',
      quantity: runs,
      detail: `${figure(runs)} invocations`,
    },
    {
      kind: 'requests',
      priceId: 'scheduler.invocation',
      quantity: scheduledRuns,
      detail: `${figure(scheduledRuns)} scheduled runs`,
    },
    queued && {
      kind: 'requests',
      priceId: 'sqs.request',
      quantity: eventRuns * CALLS_PER_MESSAGE,
      detail: `${figure(eventRuns)} messages, each sent, received and deleted`,
    },
  ])
}

/** What is kept, and one write and one read of it a run. Pure. */
export function storageUsage(work: Workload): Usage[] {
  if (work.target === 'local') return []
  const gb = work.storageMib / 1024
  const runs = runsOf(work)
  if (work.size.runnerClass === 'dedicated_compute') {
    return used([
      { kind: 'storage', priceId: 'ebs.gp3.gb_month', quantity: gb, detail: `${figure(gb)} GB disk for a month` },
    ])
  }
  return used([
    { kind: 'storage', priceId: 's3.gb_month', quantity: gb, detail: `${figure(gb)} GB kept for a month` },
    { kind: 'storage', priceId: 's3.put', quantity: runs, detail: `${figure(runs)} runs, one write each` },
    { kind: 'storage', priceId: 's3.get', quantity: runs, detail: `${figure(runs)} runs, one read each` },
  ])
}

/** Log lines taken in, and kept for the month. Pure. */
export function logUsage(work: Workload): Usage[] {
  if (work.target === 'local') return []
  const gb = (runsOf(work) * work.logKbPerRun) / KB_PER_GB
  const detail = `${figure(runsOf(work))} runs × ${figure(work.logKbPerRun)} kB`
  return used([
    { kind: 'logs', priceId: 'logs.ingest.gb', quantity: gb, detail },
    { kind: 'logs', priceId: 'logs.store.gb_month', quantity: gb, detail: `${detail}, kept for the month` },
  ])
}

/** Each secret, and one fetch of each a run. Pure. */
export function secretUsage(work: Workload): Usage[] {
  if (work.target === 'local') return []
  const calls = runsOf(work) * work.secrets
  return used([
    {
      kind: 'secrets',
      priceId: 'secrets.month',
      quantity: work.secrets,
      detail: `${work.secrets} secrets for a month`,
    },
    {
      kind: 'secrets',
      priceId: 'secrets.call',
      quantity: calls,
      detail: `${figure(runsOf(work))} runs fetch ${work.secrets} secrets each`,
    },
  ])
}

function used(usage: readonly (Usage | false)[]): Usage[] {
  return usage.filter((one): one is Usage => one !== false && one.quantity > 0)
}
