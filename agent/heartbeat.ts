import type { Heard } from '#lib/agents/hear-heartbeat.ts'
import { type AgentState, Ended, endings } from './agent-state.ts'
import { pause } from './pause.ts'
import { Refused, Unreachable } from './portal.ts'
import { say } from './say.ts'

const MOST_MS = 5000
const AWAY_MS = 1000

/** Says again and again what the agent holds and how it is. Throws `Ended` when the portal will not have it any more. */
export async function beatForever(state: AgentState, onDrain: () => void): Promise<void> {
  const everyMs = Math.min(MOST_MS, Math.max(300, state.config.leaseMs / 4))
  for (let fresh = true; !state.over.signal.aborted; ) {
    const heard = await beat(state, fresh)
    if (heard) fresh = false
    if (heard?.drain) onDrain()
    await pause(heard ? everyMs : AWAY_MS, state.over.signal)
  }
}

/** One heartbeat; undefined when no portal answered it. Throws `Ended`. */
export async function beat(state: AgentState, fresh = false): Promise<Heard | undefined> {
  const { runs, link, config, spool } = state
  const handBack = runs.takeGivenBack()
  const trouble = spool.trouble ? `Its disk takes no more: ${spool.trouble}.` : state.trouble
  try {
    const heard = await link.ask<Heard>('POST', '/heartbeat', {
      body: {
        running: runs.names(),
        ready: state.ready,
        draining: state.draining,
        failed: state.failed,
        fresh,
        handBack,
        leaseMs: config.leaseMs,
        ...(trouble ? { trouble: trouble.slice(0, 2000) } : {}),
        ...(fresh ? { capabilities: config.capabilities } : {}),
      },
    })
    runs.end(heard.cancel, 'cancel')
    runs.end(heard.lost, 'lost')
    return heard
  } catch (error) {
    runs.returnGivenBack(handBack)
    if (error instanceof Refused && endings.has(error.code)) throw new Ended(error.message)
    if (!(error instanceof Unreachable)) say(`heartbeat: ${(error as Error).message}`)
    return undefined
  }
}
