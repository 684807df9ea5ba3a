import { monitorEventLoopDelay } from 'node:perf_hooks'
import { bucketOf, noBuckets } from './buckets.ts'
import type { Durations, Family, Labels, Sample } from './metric-text.ts'

/** What this process counts by itself. A name here is the metric's, without its unit. */
const described = {
  barecount_http_requests_total: 'Requests to the API, by route, method and status.',
  barecount_http_request_seconds: 'How long requests to the API took.',
  barecount_gate_decisions_total: 'Decisions of policy gates, by gate and verdict.',
  barecount_gate_seconds: 'How long policy gates took to decide.',
  barecount_log_tail_followers: 'Followers of live logs in this process.',
  barecount_telemetry_dropped_traces_total: 'Traces that no collector took and that were dropped.',
} as const
type Name = keyof typeof described
type Counter = Extract<Name, `${string}_total`>
type Timer = Extract<Name, `${string}_seconds`>

type Held = {
  counters: Map<string, { name: Counter; labels: Labels; value: number }>
  timers: Map<string, { name: Timer; labels: Labels; buckets: number[]; sumMs: number }>
  followers: number
  loop: ReturnType<typeof monitorEventLoopDelay>
}
const held = globalThis as unknown as { barecountMetrics?: Held }

// One set a process, however many bundles this file is in.
function metrics(): Held {
  held.barecountMetrics ??= {
    counters: new Map(),
    timers: new Map(),
    followers: 0,
    loop: monitorEventLoopDelay({ resolution: 20 }),
  }
  held.barecountMetrics.loop.enable()
  return held.barecountMetrics
}

const keyOf = (name: string, labels: Labels) => `${name} ${Object.values(labels).join('\u0000')}`

/** Counts something that happened in this process. Labels must come from a small set: never an id. */
export function count(name: Counter, labels: Labels, by = 1): void {
  const { counters } = metrics()
  const key = keyOf(name, labels)
  const entry = counters.get(key) ?? { name, labels, value: 0 }
  entry.value += by
  counters.set(key, entry)
}

/** Notes how long something took in this process. */
export function observe(name: Timer, labels: Labels, ms: number): void {
  const { timers } = metrics()
  const key = keyOf(name, labels)
  const entry = timers.get(key) ?? { name, labels, buckets: noBuckets(), sumMs: 0 }
  const at = bucketOf(ms)
  entry.buckets[at] = (entry.buckets[at] ?? 0) + 1
  entry.sumMs += ms
  timers.set(key, entry)
}

/** One follower of a live log more, or less. */
export function countFollower(by: 1 | -1): void {
  metrics().followers += by
}

/** Everything this process has counted, and how it is itself. */
export function processFamilies(): Family[] {
  const { counters, timers, followers, loop } = metrics()
  const of = <T extends { name: string }>(all: Map<string, T>, name: string) =>
    [...all.values()].filter((one) => one.name === name)
  const families = (Object.keys(described) as Name[]).flatMap((name): Family[] => {
    const help = described[name]
    if (name.endsWith('_total'))
      return [{ name, help, type: 'counter', samples: of(counters, name) satisfies Sample[] }]
    if (name.endsWith('_seconds'))
      return [{ name, help, type: 'histogram', samples: of(timers, name) satisfies Durations[] }]
    return [{ name, help, type: 'gauge', samples: [{ value: followers }] }]
  })
  const { user, system } = process.cpuUsage()
  const gauge = (name: string, help: string, value: number): Family => ({
    name,
    help,
    type: 'gauge',
    samples: [{ value }],
  })
  return [
    ...families,
    {
      name: 'process_cpu_seconds_total',
      help: 'Processor time of this process.',
      type: 'counter',
      samples: [{ value: (user + system) / 1e6 }],
    },
    gauge('process_resident_memory_bytes', 'Memory of this process.', process.memoryUsage.rss()),
    gauge('process_start_time_seconds', 'When this process began.', Math.round(Date.now() / 1000 - process.uptime())),
    gauge(
      'nodejs_eventloop_lag_p99_seconds',
      'How late timers were, 99 % of the time at most, since the start.',
      loop.percentile(99) / 1e9 || 0,
    ),
  ]
}
