import type { AgentState } from './agent-state.ts'
import { faultsOf } from './checks.ts'
import type { Executor } from './executor.ts'
import { runHook } from './hooks.ts'
import { pause } from './pause.ts'
import { say } from './say.ts'

const CHECK_EVERY_MS = 2000

/** Prepares the host: hooks, checks of drivers and routes, the executor. Throws what it did not get past. */
export async function becomeReady(state: AgentState, executor: Executor): Promise<void> {
  const { config, over } = state
  const egress = config.egressSocket !== undefined
  const limits = { timeoutMs: config.readyMs, egress }
  await runHook('bootstrap', config.hooks.bootstrap, limits)
  await runHook('on_launch', config.hooks.onLaunch, limits)
  await pass(state, egress)
  await executor.start(over.signal)
  state.ready = true
  state.trouble = undefined
  say('ready for work')
}

/** A route may need a moment after the host has started; a driver in another version never changes, and is said at once. */
async function pass(state: AgentState, egress: boolean): Promise<void> {
  const { config, over } = state
  const end = Date.now() + Math.min(config.readyMs, 60_000)
  for (;;) {
    const faults = await faultsOf(config.checks, { egress })
    if (!faults.length) return
    const sentence = `It is not ready: ${faults.join('; ')}.`
    if (Date.now() > end || faults.some((fault) => fault.includes('driver'))) throw new Error(sentence)
    state.trouble = sentence
    await pause(CHECK_EVERY_MS, over.signal)
    over.signal.throwIfAborted()
  }
}
