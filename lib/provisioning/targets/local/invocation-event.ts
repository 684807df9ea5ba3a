import { amazonTraceOf, contextForCode, traceparentOf } from '#lib/telemetry/trace-context.ts'
import type { Invocation, RunnerSpec } from '../../target.ts'
import type { RuntimeEvent } from './runtime-api.ts'

type Given = Pick<Invocation, 'runId' | 'token' | 'attempt' | 'traceId' | 'spanId' | 'input'>

/** The event of one run as the Lambda Runtime API hands it over; `outputFolder` is where the process finds it. */
export function invocationEvent(spec: RunnerSpec, invocation: Given, outputFolder: string): RuntimeEvent {
  const context = contextForCode(invocation)
  const custom = {
    run_token: invocation.token,
    run_id: invocation.runId,
    run_attempt: String(invocation.attempt),
    output_dir: outputFolder,
    traceparent: traceparentOf(context),
  }
  return {
    requestId: `${invocation.runId}-${invocation.attempt}`,
    body: invocation.input,
    deadlineMs: Date.now() + spec.timeoutMs,
    functionArn: `arn:barecount:local:${spec.environment.name}:${spec.tenantId}:function:${spec.name}`,
    traceHeader: amazonTraceOf(context),
    clientContext: JSON.stringify({ custom }),
  }
}
