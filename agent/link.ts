import { EventEmitter } from 'node:events'
import type { Readable } from 'node:stream'
import type { AgentIdentity } from './identity.ts'
import { type Ask, type Portal, Refused, Unreachable } from './portal.ts'

/** An outage shorter than this is none. */
const AWAY_MS = 5000

export type Outage = { since: Date; until: Date }

/**
 * The portal as an enrolled agent asks it: with its identity, renewed in time, and with an eye on whether the portal
 * is there. Emits `lost` at the first request that nobody answers, `found` with the outage once one is answered.
 */
export class Link extends EventEmitter<{ lost: []; found: [Outage | undefined] }> {
  readonly #portal: Portal
  readonly #identity: AgentIdentity
  #lostAt: Date | undefined

  constructor(portal: Portal, identity: AgentIdentity) {
    super()
    this.#portal = portal
    this.#identity = identity
  }

  get reachable(): boolean {
    return this.#lostAt === undefined
  }

  /** Throws `Unreachable` to be tried again, `Refused` when the portal says no. */
  ask<T>(method: string, path: string, asked: Ask = {}): Promise<T> {
    return this.#with(asked.signal, (identity) => this.#portal.ask<T>(method, path, { ...asked, identity }))
  }

  download(path: string, signal: AbortSignal): Promise<Readable> {
    return this.#with(signal, (identity) => this.#portal.download(path, { signal, identity }))
  }

  async #with<T>(signal: AbortSignal | undefined, send: (identity: string) => Promise<T>): Promise<T> {
    try {
      const answer = await this.#once(send)
      this.#answered()
      return answer
    } catch (error) {
      // What was given up here says nothing about the portal.
      if (error instanceof Unreachable && !signal?.aborted) this.#unanswered()
      else if (error instanceof Refused) this.#answered()
      throw error
    }
  }

  async #once<T>(send: (identity: string) => Promise<T>): Promise<T> {
    try {
      return await send(await this.#identity.present())
    } catch (error) {
      if (!(error instanceof Refused) || error.code !== 'identity_expired') throw error
      return send(await this.#identity.renew())
    }
  }

  #unanswered(): void {
    if (this.#lostAt) return
    this.#lostAt = new Date()
    this.emit('lost')
  }

  #answered(): void {
    if (!this.#lostAt) return
    const outage = { since: this.#lostAt, until: new Date() }
    this.#lostAt = undefined
    this.emit('found', outage.until.getTime() - outage.since.getTime() >= AWAY_MS ? outage : undefined)
  }
}
