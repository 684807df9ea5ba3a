import fs from 'node:fs'
import path from 'node:path'
import type { TrustedKey } from '#lib/agents/schema.ts'
import { type Config, ConfigError } from './config.ts'
import { writeSynced } from './key.ts'
import { learnKeys } from './learn-keys.ts'
import type { Portal } from './portal.ts'
import { AGENT_VERSION } from './version.ts'

type Kept = { agentId: string; identity: string; expiresAt: string; trustedKeys: TrustedKey[] }

/** Renewed this long before its end, so that a short outage does not outlast it. */
const RENEW_BEFORE_MS = 20 * 60_000

/** Who this agent is: what it presents, and which keys it trusts. */
export class AgentIdentity {
  readonly #portal: Portal
  readonly #file: string
  #kept: Kept
  #renewing: Promise<string> | undefined

  constructor(portal: Portal, home: string, kept: Kept) {
    this.#portal = portal
    this.#file = path.join(home, 'identity.json')
    this.#kept = kept
  }

  get agentId(): string {
    return this.#kept.agentId
  }

  get trustedKeys(): readonly TrustedKey[] {
    return this.#kept.trustedKeys
  }

  /** What to present now. An identity that ends soon is renewed on the side. */
  async present(): Promise<string> {
    const left = Date.parse(this.#kept.expiresAt) - Date.now()
    if (left < RENEW_BEFORE_MS) void this.renew().catch(() => undefined)
    return this.#kept.identity
  }

  /** Exchanges the identity for a new one, and learns which keys have ended and which follow those trusted. */
  renew(): Promise<string> {
    this.#renewing ??= this.#renew().finally(() => {
      this.#renewing = undefined
    })
    return this.#renewing
  }

  async #renew(): Promise<string> {
    const { identity } = this.#kept
    const given = await this.#portal.ask<Kept>('POST', '/renew', { identity })
    const trustedKeys = learnKeys(this.#kept.trustedKeys, given.trustedKeys)
    this.#kept = { ...this.#kept, identity: given.identity, expiresAt: given.expiresAt, trustedKeys }
    writeSynced(this.#file, JSON.stringify(this.#kept))
    return given.identity
  }
}

/** The identity kept at home, or one got for the enrolment token. Throws a ConfigError without either. */
export async function openIdentity(portal: Portal, config: Config, publicPem: string): Promise<AgentIdentity> {
  const file = path.join(config.home, 'identity.json')
  if (fs.existsSync(file)) {
    return new AgentIdentity(portal, config.home, JSON.parse(fs.readFileSync(file, 'utf8')) as Kept)
  }
  const token = config.enrolment ?? (config.enrolmentFile && fs.readFileSync(config.enrolmentFile, 'utf8').trim())
  if (!token) throw new ConfigError('BARECOUNT_AGENT_ENROLMENT: this agent is not enrolled yet and needs a token.')
  const { capabilities } = config
  const name = config.name ? { name: config.name } : {}
  const body = { token, publicPem, version: AGENT_VERSION, capabilities, ...name }
  const kept = await portal.ask<Kept>('POST', '/enrol', { body })
  writeSynced(file, JSON.stringify(kept))
  return new AgentIdentity(portal, config.home, kept)
}
