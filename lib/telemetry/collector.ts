import { type Attributes, SpanKind, SpanStatusCode, TraceFlags } from '@opentelemetry/api'
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-proto'
import { resourceFromAttributes } from '@opentelemetry/resources'
import type { ReadableSpan } from '@opentelemetry/sdk-trace'
import { env } from '../env.ts'

/** A span as it is told outside; times in milliseconds since 1970. */
export type ToldSpan = {
  traceId: string
  id: string
  parent?: string | undefined
  name: string
  kind: 'server' | 'consumer' | 'internal'
  startMs: number
  endMs: number
  /** Why it failed. */
  failed?: string | undefined
  attributes: Attributes
}

/** How long a collector may take. */
const PATIENCE_MS = 10_000

export type Collector = {
  /** Resolves when the collector has taken them; rejects with why it did not. */
  send(spans: readonly ToldSpan[]): Promise<void>
  close(): Promise<void>
}

type Settings = Pick<typeof env, 'OTEL_EXPORTER_OTLP_ENDPOINT' | 'OTEL_EXPORTER_OTLP_HEADERS' | 'OTEL_SERVICE_NAME'>

/** The collector of the settings, spoken to in OTLP over HTTP with protobuf; undefined when none is set. */
export function openCollector(process: 'web' | 'worker', settings: Settings = env): Collector | undefined {
  const endpoint = settings.OTEL_EXPORTER_OTLP_ENDPOINT
  if (!endpoint) return undefined
  const exporter = new OTLPTraceExporter({
    url: `${endpoint.replace(/\/$/, '')}/v1/traces`,
    headers: headersOf(settings.OTEL_EXPORTER_OTLP_HEADERS),
    timeoutMillis: PATIENCE_MS,
  })
  const common = {
    resource: resourceFromAttributes({ 'service.name': settings.OTEL_SERVICE_NAME, 'barecount.process': process }),
    instrumentationScope: { name: 'barecount' },
  }
  return {
    send: (spans) =>
      new Promise((resolve, reject) => {
        const readable = spans.map((span) => ({ ...common, ...readableOf(span) }))
        exporter.export(readable, ({ code, error }) => {
          if (code === 0) resolve()
          else reject(error ?? new Error('The collector did not take the spans.'))
        })
      }),
    close: () => exporter.shutdown(),
  }
}

/** `name=value,…` with values percent-encoded, as OpenTelemetry has it. */
export function headersOf(text = ''): Record<string, string> {
  const pairs = text.split(',').flatMap((pair) => {
    const at = pair.indexOf('=')
    return at > 0 ? [[pair.slice(0, at).trim(), decodeURIComponent(pair.slice(at + 1).trim())] as const] : []
  })
  return Object.fromEntries(pairs)
}

const kinds = { server: SpanKind.SERVER, consumer: SpanKind.CONSUMER, internal: SpanKind.INTERNAL }

function readableOf(span: ToldSpan): Omit<ReadableSpan, 'resource' | 'instrumentationScope'> {
  const { traceId, parent, name, startMs, endMs, failed, attributes } = span
  const context = (spanId: string) => ({ traceId, spanId, traceFlags: TraceFlags.SAMPLED })
  const at = (ms: number): [number, number] => [Math.floor(ms / 1000), Math.round((ms % 1000) * 1e6)]
  return {
    name,
    kind: kinds[span.kind],
    spanContext: () => context(span.id),
    ...(parent ? { parentSpanContext: context(parent) } : {}),
    startTime: at(startMs),
    endTime: at(endMs),
    duration: at(endMs - startMs),
    status: failed === undefined ? { code: SpanStatusCode.OK } : { code: SpanStatusCode.ERROR, message: failed },
    attributes,
    links: [],
    events: [],
    ended: true,
    droppedAttributesCount: 0,
    droppedEventsCount: 0,
    droppedLinksCount: 0,
  }
}
