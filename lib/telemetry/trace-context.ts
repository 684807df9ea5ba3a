import { createHash, randomBytes } from 'node:crypto'

/** Where in which trace somebody is. Ids as W3C writes them: 32 and 16 hex digits. */
export type TraceContext = { traceId: string; spanId: string }

export const newTraceId = (): string => randomBytes(16).toString('hex')
export const newSpanId = (): string => randomBytes(8).toString('hex')

/** A span id that always is the same for the same name, for spans that are told by rows and not kept. */
export const spanIdOf = (name: string): string => createHash('sha256').update(name).digest('hex').slice(0, 16)

/** What a `traceparent` header says, or undefined when it is none. Spec: https://www.w3.org/TR/trace-context/ */
export function parseTraceparent(header: string | null | undefined): TraceContext | undefined {
  const match = /^([0-9a-f]{2})-([0-9a-f]{32})-([0-9a-f]{16})-[0-9a-f]{2}(-.*)?$/.exec(header?.trim() ?? '')
  const [, version, traceId, spanId, more] = match ?? []
  if (!traceId || !spanId || version === 'ff' || (version === '00' && more)) return undefined
  if (/^0+$/.test(traceId) || /^0+$/.test(spanId)) return undefined
  return { traceId, spanId }
}

export const traceparentOf = ({ traceId, spanId }: TraceContext): string => `00-${traceId}-${spanId}-01`

/** Where code finds itself: in the span of its own, below the attempt's. Without one, below the trace's own. */
export function contextForCode({ traceId, spanId }: { traceId: string; spanId?: string | undefined }): TraceContext {
  return { traceId, spanId: spanId === undefined ? traceId.slice(16) : spanIdOf(`${spanId}:function`) }
}

/** The same as AWS's tracing header has it, which functions find in `_X_AMZN_TRACE_ID`. */
export const amazonTraceOf = ({ traceId, spanId }: TraceContext): string =>
  `Root=1-${traceId.slice(0, 8)}-${traceId.slice(8)};Parent=${spanId};Sampled=1`
