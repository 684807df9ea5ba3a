import type { RunnerClassName } from '../manifests/classes.ts'
import type { NormalisedTrigger } from '../manifests/schema.ts'
import { figure } from './figure.ts'
import type { AssumptionUsed, CostAssumptions } from './schema.ts'

type Defaults = Required<CostAssumptions>

/** What a run of each class is taken to be when nobody says. Shown with every estimate, as defaults. */
export const defaultAssumptions: Record<RunnerClassName, Defaults> = {
  serverless: { durationMs: 1_000, eventsPerMonth: 10_000, logKbPerRun: 4, storageMib: 100 },
  container: { durationMs: 2_000, eventsPerMonth: 100_000, logKbPerRun: 8, storageMib: 1_024 },
  managed_etl: { durationMs: 900_000, eventsPerMonth: 100, logKbPerRun: 512, storageMib: 10_240 },
  dedicated_compute: { durationMs: 60_000, eventsPerMonth: 1_000, logKbPerRun: 64, storageMib: 51_200 },
}

/** Runs a month of a runner that nothing starts by itself: somebody does, now and then. */
const BY_HAND = 20

/**
 * The assumptions of an estimate: what was given, and the class's defaults for the rest. Runs without a schedule are
 * none when only schedules start it. A default duration never exceeds the timeout. Pure.
 */
export function assume(
  runnerClass: RunnerClassName,
  triggers: readonly NormalisedTrigger[],
  timeoutSeconds: number,
  given: CostAssumptions,
): { values: Defaults; used: AssumptionUsed[] } {
  const defaults = defaultAssumptions[runnerClass]
  const events = eventsByDefault(triggers, defaults.eventsPerMonth)
  const longest = timeoutSeconds * 1000
  const values: Defaults = {
    durationMs: Math.min(given.durationMs ?? defaults.durationMs, longest),
    eventsPerMonth: given.eventsPerMonth ?? events.count,
    logKbPerRun: given.logKbPerRun ?? defaults.logKbPerRun,
    storageMib: given.storageMib ?? defaults.storageMib,
  }
  const says: Record<keyof Defaults, string> = {
    durationMs: `A run takes ${seconds(values.durationMs)}${given.durationMs !== undefined && given.durationMs > longest ? ', its timeout' : ''}.`,
    eventsPerMonth: `${figure(values.eventsPerMonth)} runs a month ${events.why}.`,
    logKbPerRun: `A run logs ${figure(values.logKbPerRun)} kB.`,
    storageMib: `${figure(values.storageMib)} MiB ${runnerClass === 'dedicated_compute' ? 'of disk' : 'are kept'}.`,
  }
  const names = Object.keys(says) as (keyof Defaults)[]
  return {
    values,
    used: names.map((name) => ({ name, value: values[name], isDefault: given[name] === undefined, says: says[name] })),
  }
}

function eventsByDefault(triggers: readonly NormalisedTrigger[], ofClass: number): { count: number; why: string } {
  const kinds = [...new Set(triggers.map((trigger) => trigger.kind).filter((kind) => kind !== 'schedule'))]
  if (kinds.length > 0) return { count: ofClass, why: `are started by ${kinds.map(spoken).join(' or ')}` }
  if (triggers.length > 0) return { count: 0, why: 'are started beside the schedule' }
  return { count: BY_HAND, why: 'are started by hand' }
}

const spoken = (kind: string) => (kind === 'file_arrival' ? 'file arrival' : kind)
const seconds = (ms: number) => (ms < 1000 ? `${ms} ms` : `${figure(ms / 1000)} s`)
