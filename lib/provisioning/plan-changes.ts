import { jsonDigest } from '../digest.ts'
import type { NormalisedTrigger } from '../manifests/schema.ts'
import type { RunnerSpec } from './target.ts'

export type ResourceKind = 'runner' | 'artifact' | 'scaling' | 'env' | 'secret' | 'egress' | 'trigger' | 'driver'
export type ResourceAction = 'create' | 'update' | 'delete'

/** An attribute that differs; a side is absent where the resource or attribute is. Text as people read it. */
export type AttributeChange = { name: string; before?: string; after?: string }

/** One thing on the target that a deployment would make, change or remove, with only what differs. */
export type ResourceChange = {
  kind: ResourceKind
  /** What it is called there: the runner's name, a variable, `host:port`, a trigger. */
  name: string
  action: ResourceAction
  attributes: AttributeChange[]
}

/** What a deployment would do, resource by resource. `digest` is over `changes`: an approval binds to it. */
export type ChangePlan = { digest: string; changes: ResourceChange[]; unchanged: number }

/** What runs, or is to run: what the target is told, and what starts it by itself. */
export type PlannedRunner = { spec: RunnerSpec; triggers: readonly NormalisedTrigger[] }

type Resource = { kind: ResourceKind; name: string; attributes: Record<string, string> }

/**
 * What brings the runner from `live` to `next`; from nothing, everything is created. The same two give the same plan,
 * in the same order: by kind, then name. Ids of rows do not count, since they say nothing about what runs. Pure.
 */
export function planChanges(live: PlannedRunner | undefined, next: PlannedRunner): ChangePlan {
  const before = byKey(live ? resourcesOf(live) : [])
  const after = byKey(resourcesOf(next))
  const changes: ResourceChange[] = []
  let unchanged = 0
  for (const key of new Set([...after.keys(), ...before.keys()])) {
    const [was, is] = [before.get(key), after.get(key)]
    const { kind, name } = (is ?? was) as Resource
    const attributes = attributesThatDiffer(was?.attributes ?? {}, is?.attributes ?? {})
    const action: ResourceAction = was ? (is ? 'update' : 'delete') : 'create'
    if (action === 'update' && attributes.length === 0) unchanged += 1
    else changes.push({ kind, name, action, attributes })
  }
  changes.sort((a, b) => kinds.indexOf(a.kind) - kinds.indexOf(b.kind) || (a.name < b.name ? -1 : 1))
  return { digest: jsonDigest(changes), changes, unchanged }
}

/** In the order people read them: what it is, then what it may do, then what starts it. */
const kinds: readonly ResourceKind[] = ['runner', 'artifact', 'scaling', 'driver', 'env', 'secret', 'egress', 'trigger']

const byKey = (resources: Resource[]) => new Map(resources.map((each) => [`${each.kind} ${each.name}`, each]))

function attributesThatDiffer(was: Record<string, string>, is: Record<string, string>): AttributeChange[] {
  return [...new Set([...Object.keys(is), ...Object.keys(was)])]
    .filter((name) => was[name] !== is[name])
    .map((name) => {
      const [before, after] = [was[name], is[name]]
      return { name, ...(before !== undefined && { before }), ...(after !== undefined && { after }) }
    })
}

function resourcesOf({ spec, triggers }: PlannedRunner): Resource[] {
  const named = (kind: ResourceKind, name: string, attributes: Record<string, string>) => ({ kind, name, attributes })
  return [
    named('runner', spec.name, {
      class: spec.class,
      size: spec.size,
      memory: `${spec.memoryMib} MiB`,
      vcpu: String(spec.vcpuMilli / 1000),
      timeout: `${spec.timeoutMs / 1000} s`,
      network: spec.profile,
      ...partsOf(spec),
    }),
    named('artifact', spec.name, { digest: spec.artifactDigest }),
    named('scaling', spec.name, scalingOf(spec)),
    ...(spec.class === 'dedicated_compute'
      ? spec.drivers.map(({ name, version }) => named('driver', name, { version }))
      : []),
    ...Object.entries(spec.env).map(([name, value]) => named('env', name, { value })),
    ...Object.entries(spec.secrets).map(([name, path]) => named('secret', name, { path })),
    ...spec.egressAllow.map((address) => named('egress', address, { allow: 'yes' })),
    ...triggers.map((trigger) => named('trigger', triggerName(trigger), triggerAttributes(trigger))),
  ]
}

/** What only its class has. */
function partsOf(spec: RunnerSpec): Record<string, string> {
  switch (spec.class) {
    case 'serverless':
      return { runtime: spec.runtime, handler: spec.handler }
    case 'container':
      return {}
    case 'managed_etl':
      return { engine: spec.engine, entry: spec.entry }
    case 'dedicated_compute':
      return {
        entry: spec.entry,
        ...optional('bootstrap', spec.bootstrap),
        ...optional('on launch', spec.lifecycle.onLaunch),
        ...optional('on terminate', spec.lifecycle.onTerminate),
      }
  }
}

function scalingOf(spec: RunnerSpec): Record<string, string> {
  const concurrency = String(spec.concurrency)
  if (spec.class === 'container') {
    const { min, max, targetQueueDepth } = spec.scaling
    const each = { 'runs per instance': String(spec.runsPerInstance), 'queue per instance': String(targetQueueDepth) }
    return { 'instances at least': String(min), 'instances at most': String(max), ...each }
  }
  if (spec.class === 'managed_etl') {
    return { concurrency, workers: String(spec.workers), ...optional('partitions', spec.partitions?.toString()) }
  }
  return { concurrency }
}

const optional = (name: string, value: string | undefined): Record<string, string> =>
  value === undefined ? {} : { [name]: value }

function triggerName(trigger: NormalisedTrigger): string {
  switch (trigger.kind) {
    case 'schedule':
      return `schedule ${trigger.cron}`
    case 'webhook':
      return 'webhook'
    case 'file_arrival':
      return `files under ${trigger.prefix}`
    case 'topic':
      return `topic ${trigger.name}`
    case 'upstream':
      return `after ${trigger.pipeline}`
  }
}

function triggerAttributes(trigger: NormalisedTrigger): Record<string, string> {
  if (trigger.kind !== 'schedule') return {}
  const { timezone, exclude, missed, catch_up } = trigger
  const excluded = Object.entries(exclude).flatMap(([of, list]) => (list.length ? [`${of} ${list.join(', ')}`] : []))
  return {
    timezone,
    missed: missed === 'all' ? `all, ${catch_up} at most` : missed,
    ...optional('excluded', excluded.join('; ') || undefined),
  }
}
