import type { IsolationReport } from '../../../isolation.ts'
import type { PulledSpec } from '../../../target.ts'

/** An instance to be started. */
export type InstanceOrder<S extends PulledSpec = PulledSpec> = {
  id: string
  spec: S
  /** One-time token that its agent becomes an agent with. */
  enrolment: string
}

/** What is seen of an instance from outside. */
export type InstanceSight = { state: 'running' } | { state: 'ended'; reason: string } | { state: 'gone' }

/** What starts and ends the instances of one class on this host. Every call may be made again after a crash. */
export type InstanceHost<S extends PulledSpec = PulledSpec> = {
  kind: 'container' | 'host'
  /** Starts it; the answer names it from then on. Throws what a person can act on, and leaves nothing then. */
  start(order: InstanceOrder<S>, say: (line: string) => void): Promise<{ handle: string; isolation: IsolationReport }>
  /** What it writes from now on, until it ends or the signal aborts; everything written so far too, unless adopted. */
  follow(id: string, handle: string, say: (line: string) => void, options: FollowOptions): Promise<void>
  look(id: string, handle: string, spec: S): Promise<InstanceSight>
  /** Asks it to end, and ends it after `graceSeconds`. Resolves when it has ended. */
  stop(id: string, handle: string, graceSeconds: number): Promise<void>
  /** Ends it at once if it lives, by its id alone; what it wrote can still be read. */
  end(id: string): Promise<void>
  /** Ends it if it lives and removes all of it, by its id alone: also what was started but never noted. */
  remove(id: string): Promise<void>
  /** Removes every instance of this home but these. Returns how many. */
  sweep(alive: Set<string>): Promise<number>
}

export type FollowOptions = {
  signal: AbortSignal
  /** Only what is written from then on. */
  since?: Date
}
