import crypto from 'node:crypto'
import { rm } from 'node:fs/promises'
import { BareCountError } from '#lib/errors.ts'
import type { Invocation, InvokeOptions, ServerlessSpec } from '../../target.ts'
import { type FunctionInstance, type InstanceResult, startInstance } from './function-instance.ts'
import { freeSlot, type Slots, takeSlot } from './slots.ts'

export type FunctionHostOptions = {
  /** Folder with the unpacked artifact of a digest, its bytes verified. */
  codeFolder(artifactDigest: string): Promise<string>
  /** A warm instance without work is ended after this long: scale to zero. */
  idleMs?: number
  /** How long an invocation may wait for a free instance before it is throttled. */
  queueMs?: number
  initLimitMs?: number
}

export type FunctionHost = {
  /**
   * Runs the function once, on a warm instance or a new one. `keep` is called with the result while the output folder
   * still exists. Throws `throttled` when all instances are busy and the queue is full or slow.
   */
  invoke<T>(
    spec: ServerlessSpec,
    invocation: Invocation,
    options: InvokeOptions,
    keep: (result: InstanceResult) => Promise<T>,
  ): Promise<T>
  /** Instances alive of a runner. */
  instances(runnerId: string): number
  /** Ends the idle instances of a runner; busy ones end with their invocation. */
  retire(runnerId: string): Promise<void>
  close(): Promise<void>
}

const IDLE_MS = 60_000
const QUEUE_MS = 30_000
/** Invocations that may wait for each instance a runner may have. */
const WAITING_PER_INSTANCE = 10

type Warm = { instance: FunctionInstance; key: string; stopTimer: NodeJS.Timeout }

/** What one runner has: slots taken, instances waiting for work, invocations waiting for a slot. */
type Pool = Slots & { alive: number; warm: Set<Warm> }

/** Keeps the instances of every runner of this worker: starts, reuses, limits and stops them. */
export function openFunctionHost(options: FunctionHostOptions): FunctionHost {
  const pools = new Map<string, Pool>()
  const running = new Set<FunctionInstance>()
  let closing = false

  const poolOf = (runnerId: string): Pool => {
    const pool = pools.get(runnerId) ?? { busy: 0, alive: 0, warm: new Set(), queue: [] }
    pools.set(runnerId, pool)
    return pool
  }

  const start = async (spec: ServerlessSpec, invocation: Invocation, variables: Record<string, string>) => {
    const pool = poolOf(spec.runnerId)
    const code = await options.codeFolder(spec.artifactDigest)
    const { builtin } = invocation
    const instance = await startInstance({ spec, code, variables, builtin, initLimitMs: options.initLimitMs })
    pool.alive++
    running.add(instance)
    instance.onEnd(() => {
      pool.alive--
      running.delete(instance)
      for (const warm of pool.warm) if (warm.instance === instance) drop(pool, warm)
    })
    return instance
  }

  const drop = (pool: Pool, warm: Warm): FunctionInstance => {
    clearTimeout(warm.stopTimer)
    pool.warm.delete(warm)
    return warm.instance
  }

  /** An instance that runs exactly this; warm ones of an earlier version or with other secrets are let go. */
  const instanceFor = async (spec: ServerlessSpec, invocation: Invocation) => {
    const variables = { ...spec.env, ...invocation.secrets }
    const key = keyOf(spec, variables, invocation.builtin)
    const pool = poolOf(spec.runnerId)
    let found: FunctionInstance | undefined
    for (const warm of pool.warm) {
      if (warm.key !== key) void drop(pool, warm).end()
      else found ??= drop(pool, warm)
    }
    return { key, instance: found ?? (await start(spec, invocation, variables)) }
  }

  const park = async (runnerId: string, key: string, instance: FunctionInstance) => {
    if (!(await instance.settled()) || closing) return instance.end()
    const pool = poolOf(runnerId)
    const stopTimer = setTimeout(() => void drop(pool, warm).end(), options.idleMs ?? IDLE_MS)
    const warm: Warm = { instance, key, stopTimer: stopTimer.unref() }
    pool.warm.add(warm)
  }

  return {
    async invoke(spec, invocation, invokeOptions, keep) {
      const pool = poolOf(spec.runnerId)
      await takeSlot(pool, {
        most: spec.concurrency,
        waiting: spec.concurrency * WAITING_PER_INSTANCE,
        waitMs: options.queueMs ?? QUEUE_MS,
        signal: invokeOptions.signal,
        refusal: (why) => throttled(spec, why),
      })
      let parked: Promise<void> | undefined
      try {
        const { key, instance } = await instanceFor(spec, invocation)
        try {
          const result = await instance.invoke(invocation, invokeOptions)
          try {
            return await keep(result)
          } finally {
            // What was not taken over is of no use; nobody has to wait for that.
            void rm(result.output, { recursive: true, force: true }).catch(() => undefined)
          }
        } finally {
          parked = park(spec.runnerId, key, instance).catch(() => undefined)
        }
      } finally {
        // The slot is free when its instance can take work again, so that the cap counts processes, too.
        void Promise.resolve(parked).then(() => freeSlot(pool))
      }
    },
    instances: (runnerId) => pools.get(runnerId)?.alive ?? 0,
    async retire(runnerId) {
      const pool = poolOf(runnerId)
      await Promise.all([...pool.warm].map((warm) => drop(pool, warm).end()))
    },
    async close() {
      closing = true
      await Promise.all([...running].map((instance) => instance.end()))
    },
  }
}

function throttled(spec: ServerlessSpec, why: string): BareCountError {
  return new BareCountError('throttled', `All ${spec.concurrency} instances of ${spec.name} are busy ${why}.`, {
    remedy: 'Start fewer runs at a time, or raise runner.concurrency_limit in the manifest.',
  })
}

/** Two invocations may share a process only when all of this is equal. The key never leaves this process. */
function keyOf(spec: ServerlessSpec, variables: Record<string, string>, builtin: string | undefined): string {
  return crypto
    .createHash('sha256')
    .update(JSON.stringify([spec, variables, builtin]))
    .digest('hex')
}
