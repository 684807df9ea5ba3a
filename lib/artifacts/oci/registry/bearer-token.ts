import { Readable } from 'node:stream'
import { z } from 'zod'
import { jsonOf } from '../schema.ts'
import type { Credentials } from './credentials.ts'
import { mayFollow } from './loopback.ts'
import { readAll } from './manifests.ts'
import { registryFault } from './registry-fault.ts'

export type Challenge = { scheme: 'basic' } | { scheme: 'bearer'; realm: string; service?: string; scope?: string }

/** What a registry asks for in `WWW-Authenticate`; undefined for anything not known here. Pure. */
export function parseChallenge(header: string | null): Challenge | undefined {
  const [, scheme = '', rest = ''] = /^(\w+)\s*(.*)$/s.exec(header ?? '') ?? []
  if (scheme.toLowerCase() === 'basic') return { scheme: 'basic' }
  if (scheme.toLowerCase() !== 'bearer') return undefined
  const found = Object.fromEntries([...rest.matchAll(/(\w+)="([^"]*)"/g)].map(([, name, value]) => [name, value]))
  const { realm, service, scope } = found as Record<string, string | undefined>
  if (!realm) return undefined
  return { scheme: 'bearer', realm, ...(service ? { service } : {}), ...(scope ? { scope } : {}) }
}

/** Those with many claims have some ten thousand. */
const MAX_TOKEN_BYTES = 1024 * 1024

const tokenSchema = z.looseObject({ token: z.string().optional(), access_token: z.string().optional() })

/** A token from where the challenge says. Throws `build_failed`. Source: distribution, "Token Authentication". */
export async function fetchToken(
  registry: string,
  challenge: Extract<Challenge, { scheme: 'bearer' }>,
  scope: string,
  credentials: Credentials | undefined,
  timeoutMs: number,
): Promise<string> {
  const url = URL.parse(challenge.realm)
  if (!url || !mayFollow(registry, url)) {
    throw registryFault(registry, `sends for a token to ${challenge.realm}, where no password goes`)
  }
  if (challenge.service) url.searchParams.set('service', challenge.service)
  url.searchParams.set('scope', scope)
  const headers: Record<string, string> = credentials ? { authorization: basicOf(credentials) } : {}
  const response = await fetch(url, { headers, redirect: 'error', signal: AbortSignal.timeout(timeoutMs) }).catch(
    (cause: Error) => {
      throw registryFault(registry, `gives no token: ${url.host} does not answer`, 'Try again later.', cause)
    },
  )
  const body = response.body ? Readable.fromWeb(response.body as never) : Readable.from([])
  const answer = tokenSchema.safeParse(jsonOf(await readAll(registry, body, MAX_TOKEN_BYTES))).data
  const token = answer?.token ?? answer?.access_token
  if (response.ok && token) return token
  const remedy = 'Check the account in the file that BARECOUNT_REGISTRY_CREDENTIALS names.'
  throw registryFault(registry, `gives no token for ${scope} (${response.status})`, remedy)
}

/** An account as HTTP Basic carries it. */
export function basicOf({ username, password }: Credentials): string {
  return `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}`
}
