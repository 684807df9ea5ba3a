import { env } from '../../env.ts'

const EVERY_MS = 5000
const ANSWER_MS = 3000

/** Knows since when the portal has answered: only then is the silence of an agent its own fault. */
export class PortalWatch {
  /** Undefined while it does not answer. */
  since: Date | undefined
  #lookedAt = 0

  /** Asks again when the last answer is old; what it finds counts from the next look on. */
  look(now: Date): void {
    if (now.getTime() - this.#lookedAt < EVERY_MS) return
    this.#lookedAt = now.getTime()
    fetch(new URL('/healthz', env.BARECOUNT_URL), { signal: AbortSignal.timeout(ANSWER_MS) })
      .then((answer) => answer.ok)
      .catch(() => false)
      .then((ok) => {
        this.since = ok ? (this.since ?? now) : undefined
      })
  }
}
