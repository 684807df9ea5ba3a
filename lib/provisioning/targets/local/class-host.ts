import type { ClassSupport } from '../../class-support.ts'
import type { Invocation, InvocationResult, InvokeOptions, RunnerSpec } from '../../target.ts'

/** Runs the runners of one class on this host. Every call may be made again after a crash. */
export type ClassHost<S extends RunnerSpec = RunnerSpec> = {
  /** What the resource is called in plans, e.g. `function`. */
  resource: string
  /** Whether this host can run the class now, and how to get it if not. */
  support(): Promise<ClassSupport>
  /** Fetches, verifies and unpacks what `spec` needs to start. Throws what a person can act on. */
  prepare(spec: S): Promise<void>
  /** Runs it once; what it wrote is committed under the token. Throws `throttled` when the runner is full. */
  invoke(spec: S, invocation: Invocation, options: InvokeOptions): Promise<InvocationResult>
  /** Instances alive of a runner. */
  instances(runnerId: string): number | Promise<number>
  /** Ends the idle instances of a runner, which are of another version now; busy ones end with their work. */
  retire(runnerId: string): Promise<void>
  /** Ends or takes over what a dead process left behind, as the worker with this id. */
  start(executorId: string): void
  stop(): Promise<void>
}
