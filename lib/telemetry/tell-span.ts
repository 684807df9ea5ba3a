import { env } from '../env.ts'
import { log } from '../log.ts'
import type { Collector, ToldSpan } from './collector.ts'
import { count } from './process-metrics.ts'

const EVERY_MS = 1000
/** What is told while the collector is away is dropped beyond this, and counted: the requests themselves go on. */
const MOST_WAITING = 5000

type Held = { collector: Collector | undefined; waiting: ToldSpan[]; timer: NodeJS.Timeout | undefined }
const held = globalThis as unknown as { barecountSpans?: Held }

/** Whether spans of this process go anywhere. */
export const tellsSpans = (): boolean => env.OTEL_EXPORTER_OTLP_ENDPOINT !== undefined

/** Tells the collector of a span of this process, a little later and with others. */
export function tellSpan(span: ToldSpan): void {
  held.barecountSpans ??= { collector: undefined, waiting: [], timer: undefined }
  const spans = held.barecountSpans
  if (spans.waiting.length < MOST_WAITING) spans.waiting.push(span)
  else count('barecount_telemetry_dropped_traces_total', {})
  spans.timer ??= setTimeout(() => void send(spans), EVERY_MS).unref()
}

async function send(spans: Held): Promise<void> {
  const some = spans.waiting.splice(0)
  try {
    // Loaded where there is a collector: most portals have none.
    const { openCollector } = await import('./collector.ts')
    spans.collector ??= openCollector('web')
    await spans.collector?.send(some)
  } catch (error) {
    count('barecount_telemetry_dropped_traces_total', {}, some.length)
    log.warn({ err: error }, 'spans could not be sent')
  }
  spans.timer = spans.waiting.length ? setTimeout(() => void send(spans), EVERY_MS).unref() : undefined
}
