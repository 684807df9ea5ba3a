import type { Leased } from '#lib/agents/lease-runs.ts'
import { type AgentState, Ended, endings } from './agent-state.ts'
import { carryOut } from './carry-out.ts'
import type { Executor } from './executor.ts'
import { pause, untilEvent } from './pause.ts'
import { Refused, Unreachable } from './portal.ts'
import { say } from './say.ts'

const MOST_AT_A_TIME = 100
const WAIT_MS = 20_000
const RETRY_MS = 1000

/**
 * Leases runs as long as there is room for them; while there is none it only hears what to end. Throws `Ended` when the
 * portal will not have the agent any more.
 */
export async function leaseForever(state: AgentState, stop: AbortSignal, onDrain: () => void): Promise<void> {
  const { runs, link, spool } = state
  while (!stop.aborted) {
    if (state.catchingUp || spool.trouble || !link.reachable) {
      await untilEvent([[runs, 'changed']], 500, stop)
      continue
    }
    try {
      const leased = await leaseOnce(state, stop)
      if (!leased) continue
      runs.add(leased.runs)
      runs.end(leased.cancel, 'cancel')
      if (leased.drain) onDrain()
      // The portal repeats what it wants until it is done, which takes a moment.
      if (!leased.runs.length) await pause(leased.cancel.length || leased.drain ? 250 : 0, stop)
    } catch (error) {
      if (error instanceof Refused && endings.has(error.code)) throw new Ended(error.message)
      if (!(error instanceof Unreachable)) say(`leasing: ${(error as Error).message}`)
      await pause(RETRY_MS, stop)
    }
  }
}

/** One question for work; undefined when it was given up because there is room now where there was none. */
async function leaseOnce({ runs, link, config }: AgentState, stop: AbortSignal): Promise<Leased | undefined> {
  const max = Math.max(0, Math.min(config.prefetch - runs.open, MOST_AT_A_TIME))
  const roomy = new AbortController()
  const look = () => {
    if (max === 0 && runs.open < config.prefetch) roomy.abort()
  }
  runs.on('changed', look)
  const body = { max, waitMs: WAIT_MS, leaseMs: config.leaseMs }
  const signal = AbortSignal.any([stop, roomy.signal])
  try {
    return await link.ask<Leased>('POST', '/lease', { body, signal, timeoutMs: WAIT_MS + 15_000 })
  } catch (error) {
    if (roomy.signal.aborted) return undefined
    throw error
  } finally {
    runs.off('changed', look)
  }
}

/** Carries out what is held, as many at once as the capacity allows, until nothing is left and `stop` aborts. */
export async function workForever(state: AgentState, executor: Executor, stop: AbortSignal): Promise<void> {
  const { runs, config, spool } = state
  const under = new Set<Promise<void>>()
  while (!stop.aborted || under.size) {
    // What begins on a full disk fails on it.
    const roomy = !stop.aborted && !spool.trouble && under.size < config.capacity
    const next = roomy ? runs.takeNext() : undefined
    if (!next) {
      await (stop.aborted ? Promise.race(under) : Promise.race([untilEvent([[runs, 'changed']], 1000, stop), ...under]))
      continue
    }
    const one: Promise<void> = carryOut(state, executor, next)
      .catch((error: Error) => say(`run ${next.run.id}: ${error.message}`))
      .finally(() => under.delete(one))
    under.add(one)
  }
}
