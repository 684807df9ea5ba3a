import { faultOfAnswer } from '#lib/runs/storable-json.ts'
import type { InvocationCause, ServerlessSpec } from '../../target.ts'
import type { RuntimeFailure } from './runtime-api.ts'
import type { SandboxExit } from './sandbox/sandbox.ts'

/** What ended an invocation, or the initialisation before it. */
export type Ending =
  | { kind: 'response'; body: string }
  | { kind: 'error'; failure: RuntimeFailure }
  | { kind: 'init_error'; failure: RuntimeFailure }
  | { kind: 'init_timeout'; limitMs: number }
  | { kind: 'exit'; exit: SandboxExit }
  | { kind: 'timeout' }
  | { kind: 'memory' }
  | { kind: 'aborted' }

export type Failure = { cause: InvocationCause; reason: string }

type Circumstances = {
  /** Whether it ended during an invocation, not while loading. */
  initialised: boolean
  /** Whether the process said that its heap was full. */
  heapFull: boolean
}

/** Why an invocation failed, in a class and a sentence; undefined when it succeeded. */
export function failureOf(ending: Ending, spec: ServerlessSpec, circumstances: Circumstances): Failure | undefined {
  switch (ending.kind) {
    case 'response':
      return answerFault(ending.body)
    case 'error':
      return { cause: 'user_error', reason: said(ending.failure) }
    case 'init_error':
      return { cause: 'init_error', reason: `The function could not be loaded. ${said(ending.failure)}` }
    case 'init_timeout':
      return {
        cause: 'init_error',
        reason: `The function was not loaded within ${ending.limitMs / 1000} s: something at the top of its module does not end.`,
      }
    case 'timeout':
      return {
        cause: 'timeout',
        reason: `The function did not answer within ${spec.timeoutMs / 1000} s and was ended.`,
      }
    case 'memory':
      return { cause: 'out_of_memory', reason: `The function used more than its ${spec.memoryMib} MiB and was ended.` }
    case 'aborted':
      return { cause: 'exited', reason: 'The run was cancelled.' }
    case 'exit':
      return exitFailure(ending.exit, spec, circumstances)
  }
}

function exitFailure(exit: SandboxExit, spec: ServerlessSpec, { initialised, heapFull }: Circumstances): Failure {
  if (heapFull) {
    return { cause: 'out_of_memory', reason: `The function filled the heap that ${spec.memoryMib} MiB leave it.` }
  }
  const how = exit.signal ? `by signal ${exit.signal}` : `with code ${exit.code}`
  return initialised
    ? { cause: 'exited', reason: `The process of the function ended ${how} before it answered.` }
    : { cause: 'init_error', reason: `The process of the function ended ${how} while it was loading.` }
}

const said = (failure: RuntimeFailure) => `${failure.errorType}: ${failure.errorMessage}`

function answerFault(body: string): Failure | undefined {
  const fault = faultOfAnswer(body)
  return fault ? { cause: 'user_error', reason: `The function answered with ${fault}.` } : undefined
}
