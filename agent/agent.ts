import path from 'node:path'
import { forward } from '#lib/provisioning/targets/local/node-runtime/forward.mjs'
import { EGRESS_PORT } from '#lib/provisioning/targets/local/towards-proxy.ts'
import { type AgentState, Ended } from './agent-state.ts'
import { becomeReady } from './become-ready.ts'
import type { Config } from './config.ts'
import { drainForever, syncSpool } from './drain.ts'
import type { Executor } from './executor.ts'
import { beat, beatForever } from './heartbeat.ts'
import { HeldRuns } from './held-runs.ts'
import { holdHome } from './hold-home.ts'
import { runHook } from './hooks.ts'
import { openIdentity } from './identity.ts'
import { openKey } from './key.ts'
import { Link } from './link.ts'
import { openMode } from './modes/open-mode.ts'
import { pause, untilEvent } from './pause.ts'
import { openPortal, Refused, Unreachable } from './portal.ts'
import { say } from './say.ts'
import { Spool } from './spool.ts'
import { leaseForever, workForever } from './take-work.ts'
import { WorkFolders } from './work-folder.ts'

const RETRY_MS = 1000
/** How long an ending agent tries to hand in what is left; the rest stays on its disk. */
const LAST_DRAIN_MS = 30_000

/** How the process of an agent ends; a service manager may go by it. */
export const exitCodes = { done: 0, configuration: 2, ended: 3, notReady: 4 } as const

/** Lives as an agent until it is told to end; returns the exit code. */
export async function runAgent(config: Config, terminate: AbortSignal): Promise<number> {
  const { key, publicPem } = openKey(config.home)
  holdHome(config.home)
  const portal = openPortal(config, key)
  const identity = await patiently(() => openIdentity(portal, config, publicPem), terminate)
  say(`agent ${identity.agentId}, mode ${config.mode}, ${config.capacity} at once`)
  if (config.egressSocket) await forward(EGRESS_PORT, config.egressSocket)
  const state = openState(config, new Link(portal, identity), identity, new Spool(path.join(config.home, 'spool'), key))
  const executor = await openMode(config, state.link)
  const stopping = new AbortController()
  const drain = () => stopping.abort()
  terminate.addEventListener('abort', drain)
  try {
    await patiently(() => syncSpool(state), terminate)
    adoptTold(state)
    const ended = Promise.all([beatForever(state, drain), drainForever(state)])
    return await Promise.race([ended.then(() => exitCodes.done), live(state, executor, stopping)])
  } catch (error) {
    if (!(error instanceof Ended)) throw error
    say(`ending: ${error.message}`)
    state.runs.end(
      state.runs.names().map(({ id }) => id),
      'lost',
    )
    return exitCodes.ended
  } finally {
    state.over.abort()
    await executor.stop()
  }
}

function openState(config: Config, link: Link, identity: AgentState['identity'], spool: Spool): AgentState {
  const state: AgentState = {
    ...{ config, identity, link, spool, runs: new HeldRuns(), work: new WorkFolders(config.home) },
    ...{ ready: false, draining: false, catchingUp: false, trouble: undefined, failed: false },
    over: new AbortController(),
  }
  let firstWaiting = 1
  link.on('lost', () => {
    firstWaiting = spool.firstWaiting
    state.catchingUp = true
    say('the portal does not answer; going on with what is here')
  })
  link.on('found', (outage) => {
    say('the portal answers')
    if (spool.isDrained) state.catchingUp = false
    if (!outage) return
    const runs = spool.countFinished(firstWaiting)
    const [since, until] = [outage.since.toISOString(), outage.until.toISOString()]
    spool.append('portal.away', { since, until, fromSeq: firstWaiting, runs })
  })
  spool.on('trouble', (trouble) =>
    say(trouble ? `the spool cannot be written: ${trouble}` : 'the spool can be written again'),
  )
  return state
}

/** What an earlier life of this agent has done and not handed in is still its own, and comes before anything new. */
function adoptTold(state: AgentState): void {
  const { spool, runs, work } = state
  state.catchingUp = !spool.isDrained
  for (const { seq, kind, body } of spool.waiting(Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY)) {
    if (kind === 'run.finished') runs.toldBefore(seq, { id: body.runId, attempt: body.attempt })
  }
  work.removeAllBut(runs.names())
}

async function live(state: AgentState, executor: Executor, stopping: AbortController): Promise<number> {
  const { signal } = stopping
  try {
    await becomeReady(state, executor)
  } catch (error) {
    if (signal.aborted) return exitCodes.done
    state.failed = true
    state.trouble = (error as Error).message
    say(`not ready: ${state.trouble}`)
    await patiently(() => beat(state), AbortSignal.timeout(LAST_DRAIN_MS)).catch(() => undefined)
    return exitCodes.notReady
  }
  await beat(state)
  const working = new AbortController()
  const work = workForever(state, executor, working.signal)
  await leaseForever(state, signal, () => stopping.abort())
  await windDown(state)
  working.abort()
  await work
  // Whatever a last answer may have leased to it, it does not know of.
  await beat(state, true)
  await runHook('on_terminate', state.config.hooks.onTerminate, {
    timeoutMs: 60_000,
    egress: state.config.egressSocket !== undefined,
  }).catch((error: Error) => say(error.message))
  await handInRest(state)
  return exitCodes.done
}

/** Gives back what has not begun, lets what runs end within the grace, and gives back what does not. */
async function windDown(state: AgentState): Promise<void> {
  const { runs, config, over } = state
  state.draining = true
  say(`taking no more work; ${runs.running().length} still run`)
  runs.giveBackWaiting()
  await beat(state)
  const end = Date.now() + config.graceMs
  while (runs.running().length && Date.now() < end && !over.signal.aborted) {
    await untilEvent([[runs, 'changed']], Math.min(1000, end - Date.now()), over.signal)
  }
  runs.end(
    runs.running().map(({ run }) => run.id),
    'hand_back',
  )
}

async function handInRest({ spool, over }: AgentState): Promise<void> {
  spool.flush()
  for (const end = Date.now() + LAST_DRAIN_MS; !spool.isDrained && Date.now() < end; ) await pause(50, over.signal)
  if (!spool.isDrained) say('not everything could be handed in; it stays in the spool for the next start')
}

/** Tries until a portal answers. Throws what it refuses. */
async function patiently<T>(work: () => Promise<T>, signal: AbortSignal): Promise<T> {
  for (let said = false; ; said = true) {
    try {
      return await work()
    } catch (error) {
      if (error instanceof Refused) throw new Ended(error.message)
      if (!(error instanceof Unreachable)) throw error
      if (signal.aborted) throw new Ended('It was told to end before a portal answered.')
      if (!said) say(`no portal answers yet: ${error.message}`)
      await pause(RETRY_MS, signal)
    }
  }
}
