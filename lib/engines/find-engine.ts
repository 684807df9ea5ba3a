import { log } from '../log.ts'
import { openEngine } from './api-engine.ts'
import type { Engine } from './engine.ts'
import { engineSockets } from './engine-sockets.ts'
import { ownPodmanSocket } from './podman-service.ts'

/** How long an answer counts: an engine may come and go, and the question comes with every heartbeat. */
const ANSWER_MS = 5000

/** A busy machine lets an engine answer late; only after this long without an answer another is looked for. */
const SILENCE_MS = 30_000

let found: { engine: Engine; answeredAt: number } | undefined
let known: { at: number; answer: Promise<Engine | undefined> } | undefined

/**
 * The container engine of this host, or undefined when there is none. Docker or Podman by their sockets; where only the
 * command `podman` is there, its service is started on a socket of ours and ends with this process.
 */
export function findEngine(): Promise<Engine | undefined> {
  const now = Date.now()
  if (!known || now - known.at > ANSWER_MS) known = { at: now, answer: look(now) }
  return known.answer
}

/** Lets the next question look anew. */
export function forgetEngine(): void {
  known = undefined
  found = undefined
}

async function look(now: number): Promise<Engine | undefined> {
  const answer = await found?.engine.answers()
  if (found && answer === 'yes') found.answeredAt = now
  if (found && answer !== 'no' && now - found.answeredAt < SILENCE_MS) return found.engine
  const engine = await search()
  found = engine && { engine, answeredAt: now }
  return engine
}

async function search(): Promise<Engine | undefined> {
  const { sockets, choice } = engineSockets()
  for (const socket of sockets) {
    const engine = await openEngine(socket)
    if (engine) return engine
  }
  if (choice !== 'any') return undefined
  const own = await ownPodmanSocket().catch((error: unknown) => {
    log.debug({ err: error }, 'podman is there but its service did not start')
    return undefined
  })
  return own ? openEngine(own) : undefined
}
