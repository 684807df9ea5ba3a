import { setTimeout as pause } from 'node:timers/promises'
import { log } from '../../log.ts'
import type { PulledSpec } from '../target.ts'
import { homeId } from '../targets/local/instances/instance-folder.ts'
import { type InstanceHosts, InstanceKeeper } from './instance-keeper.ts'
import { LIMITS, type Limits } from './judge-instance.ts'
import type { Reconciler } from './reconcile-runner.ts'
import { runReconciler } from './run-reconciler.ts'

/** How long an instance may take to end when its worker does. */
const STOP_SECONDS = 5

export type FleetOptions = {
  hosts: InstanceHosts
  canStart(spec: PulledSpec): Promise<boolean>
  limits?: Limits
  idleMs?: number
}

/** The instances that this worker looks after, once it has been told to. */
export type InstanceFleet = {
  keeper: InstanceKeeper
  by: Reconciler
}

/** What starts and ends instances on this machine: nothing happens before `begin`. */
export function openInstanceFleet(options: FleetOptions) {
  let running: (InstanceFleet & { stop: AbortController; loop: Promise<void> }) | undefined

  return {
    /** Looks after the instances of this machine and home from now on, as the worker with this id. */
    begin(executorId: string): InstanceFleet {
      const keeper = new InstanceKeeper(options.hosts, executorId, options.limits ?? LIMITS)
      const { canStart, idleMs } = options
      const by = { executorId, homeId: homeId(), canStart, ...(idleMs === undefined ? {} : { idleMs }) }
      const stop = new AbortController()
      const loop = runReconciler(keeper, options.hosts, by, stop.signal)
      running = { keeper, by, stop, loop }
      return running
    },
    /** Undefined in a process that is not the worker. */
    present: (): InstanceFleet | undefined => running,
    /** Ends the instances of this worker, and with them its work. */
    async end(): Promise<void> {
      if (!running) return
      const { keeper, stop, loop } = running
      running = undefined
      stop.abort()
      await loop
      const late = pause(4 * STOP_SECONDS * 1000, 'late' as const, { ref: false })
      if ((await Promise.race([keeper.stop(STOP_SECONDS), late])) === 'late') log.warn('instances did not end in time')
    },
  }
}

export type Fleet = ReturnType<typeof openInstanceFleet>
