import { AsyncLocalStorage } from 'node:async_hooks'
import type { TraceContext } from './trace-context.ts'

/** What is being done here and now: the trace it belongs to, and the run. Lines of the process log carry it. */
export type Context = Partial<TraceContext> & {
  runId?: string
  runToken?: string
  correlationId?: string
}

const held = globalThis as unknown as { barecountContext?: AsyncLocalStorage<Context> }
// One a process, however many bundles this file is in.
held.barecountContext ??= new AsyncLocalStorage()
const storage = held.barecountContext

/** Does `work` within a context; what it calls finds it, across every await. */
export function within<T>(context: Context, work: () => T): T {
  return storage.run({ ...storage.getStore(), ...context }, work)
}

export const currentContext = (): Context => storage.getStore() ?? {}

/** The trace that is being continued, if one is. */
export function currentTrace(): TraceContext | undefined {
  const { traceId, spanId } = currentContext()
  return traceId && spanId ? { traceId, spanId } : undefined
}
