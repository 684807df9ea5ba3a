import { within } from './context.ts'
import { count, observe } from './process-metrics.ts'
import { tellSpan, tellsSpans } from './tell-span.ts'
import { newSpanId, newTraceId, parseTraceparent } from './trace-context.ts'

type Context = { params: Promise<Record<string, string>> }

/**
 * Answers a request within a trace: the caller's, when it sent a `traceparent`, or a new one. Counts it by its route,
 * never by its ids, and tells its span where spans are collected.
 */
export async function traced(request: Request, context: Context, answer: () => Promise<Response>): Promise<Response> {
  const caller = parseTraceparent(request.headers.get('traceparent'))
  const trace = { traceId: caller?.traceId ?? newTraceId(), spanId: newSpanId() }
  const began = performance.now()
  const response = await within(trace, answer)
  const ms = performance.now() - began
  const { method } = request
  const route = routeOf(new URL(request.url).pathname, await context?.params)
  count('barecount_http_requests_total', { route, method, status: String(response.status) })
  observe('barecount_http_request_seconds', { route, method }, ms)
  if (tellsSpans()) {
    const endMs = Date.now()
    tellSpan({
      ...{ traceId: trace.traceId, id: trace.spanId, parent: caller?.spanId },
      ...{ name: `${method} ${route}`, kind: 'server', startMs: endMs - ms, endMs },
      failed: response.status >= 500 ? `It answered ${response.status}.` : undefined,
      attributes: { 'http.request.method': method, 'http.route': route, 'http.response.status_code': response.status },
    })
  }
  return response
}

/** The path with the names of its parameters in place of their values: a small set, whatever is asked for. Pure. */
export function routeOf(path: string, params: Readonly<Record<string, string | string[]>> = {}): string {
  const names = new Map(Object.entries(params).map(([name, value]) => [String(value), `{${name}}`]))
  return path
    .split('/')
    .map((part) => names.get(decoded(part)) ?? part)
    .join('/')
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part)
  } catch {
    return part
  }
}
