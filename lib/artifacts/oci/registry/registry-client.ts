import { Readable } from 'node:stream'
import { setTimeout as delay } from 'node:timers/promises'
import { basicOf, type Challenge, fetchToken, parseChallenge } from './bearer-token.ts'
import { type Credentials, credentialsFor } from './credentials.ts'
import { mayFollow, originOf } from './loopback.ts'
import { answerFault, registryFault } from './registry-fault.ts'
import { watchdog } from './watchdog.ts'

export type RegistryRequest = {
  method: 'GET' | 'HEAD' | 'POST' | 'PUT'
  repository: string
  /** Below the repository, e.g. `manifests/v1`; or a whole URL that the registry gave. */
  path: string
  /** What it is for, in a message: `the manifest v1`. */
  what: string
  headers?: Record<string, string>
  /** Made anew for each try. */
  body?: () => Uint8Array | Readable
  /** Statuses beside the 2xx ones that are an answer, not a failure. */
  accept?: number[]
}

/** The body must be read to its end or destroyed. */
export type RegistryAnswer = { status: number; headers: Headers; body: Readable }

/** One registry, spoken to in its own protocol. Source: opencontainers/distribution-spec 1.1. */
export type RegistryClient = {
  registry: string
  /** Where it is reached, without a path. */
  origin: string
  send(request: RegistryRequest): Promise<RegistryAnswer>
}

export type ClientOptions = {
  credentials?: Credentials | undefined
  /** How long it may be silent: before it answers, and between two parts of a body. */
  timeoutMs?: number
  /** Before the first repetition; doubled each time. */
  retryMs?: number
  signal?: AbortSignal | undefined
}

const TRIES = 3
const REDIRECTS = 5
const busy = new Set([429, 500, 502, 503, 504])

/**
 * A client of `registry`: with a token or an account where it asks for one, a time limit on its silence, repetitions of
 * what may be repeated, TLS everywhere but on this host. What it throws names the registry and what to do.
 */
export function registryClient(registry: string, options: ClientOptions = {}): RegistryClient {
  const { timeoutMs = 30_000, retryMs = 250, signal } = options
  const credentials = options.credentials ?? credentialsFor(registry)
  const origin = originOf(registry)
  const authorizations = new Map<string, string>()

  async function send(request: RegistryRequest): Promise<RegistryAnswer> {
    const scope = `repository:${request.repository}:${request.method === 'GET' || request.method === 'HEAD' ? 'pull' : 'pull,push'}`
    const first = await attempt(request, authorizations.get(scope))
    if (first.status !== 401) return settled(request, first)
    const challenge = parseChallenge(first.headers.get('www-authenticate'))
    if (!challenge || (challenge.scheme === 'basic' && !credentials)) return settled(request, first)
    first.body.destroy()
    const authorization = await authorize(challenge, scope)
    authorizations.set(scope, authorization)
    return settled(request, await attempt(request, authorization))
  }

  async function authorize(challenge: Challenge, scope: string): Promise<string> {
    if (challenge.scheme === 'basic') return basicOf(credentials as Credentials)
    return `Bearer ${await fetchToken(registry, challenge, scope, credentials, timeoutMs)}`
  }

  /** Tries until there is an answer; only what changes nothing is tried again. */
  async function attempt(request: RegistryRequest, authorization: string | undefined): Promise<RegistryAnswer> {
    const repeatable = request.method === 'GET' || request.method === 'HEAD'
    for (let tried = 1; ; tried++) {
      const last = !repeatable || tried === TRIES
      try {
        const answer = await exchange(request, authorization)
        if (last || !busy.has(answer.status)) return answer
        answer.body.destroy()
      } catch (error) {
        signal?.throwIfAborted()
        if (last) throw error
      }
      await delay(retryMs * 2 ** (tried - 1), undefined, { signal })
    }
  }

  async function exchange(request: RegistryRequest, authorization: string | undefined): Promise<RegistryAnswer> {
    let url = new URL(
      /^https?:/.test(request.path) ? request.path : `${origin}/v2/${request.repository}/${request.path}`,
    )
    for (let hop = 0; hop <= REDIRECTS; hop++) {
      if (!mayFollow(registry, url)) throw registryFault(registry, `leads to ${url.origin}, which is not followed`)
      const answer = await fetchOnce(request, url, url.origin === origin ? authorization : undefined)
      const location = answer.headers.get('location')
      if (
        request.method === 'POST' ||
        request.method === 'PUT' ||
        answer.status < 300 ||
        answer.status > 399 ||
        !location
      )
        return answer
      answer.body.destroy()
      url = new URL(location, url)
    }
    throw registryFault(registry, 'leads round in a circle')
  }

  async function fetchOnce(
    request: RegistryRequest,
    url: URL,
    authorization: string | undefined,
  ): Promise<RegistryAnswer> {
    const dog = watchdog(timeoutMs, signal)
    const given = request.body?.()
    const body = given instanceof Readable ? Readable.toWeb(dog.watch(given)) : given
    const headers = { ...request.headers, ...(authorization ? { authorization } : {}) }
    try {
      const init = { method: request.method, headers, redirect: 'manual', signal: dog.signal, duplex: 'half' } as const
      const response = await fetch(url, body === undefined ? init : { ...init, body: body as BodyInit })
      dog.feed()
      const content = response.body ? Readable.fromWeb(response.body as never) : Readable.from([])
      return { status: response.status, headers: response.headers, body: dog.watch(content, true) }
    } catch (error) {
      dog.stop()
      signal?.throwIfAborted()
      const why = dog.barked() ? `did not answer within ${timeoutMs / 1000} s` : `cannot be reached (${causeOf(error)})`
      throw registryFault(registry, why, 'Check its name and whether it is up.', error)
    }
  }

  async function settled(request: RegistryRequest, answer: RegistryAnswer): Promise<RegistryAnswer> {
    const { status } = answer
    if ((status >= 200 && status < 300) || request.accept?.includes(status)) return answer
    throw answerFault(registry, request.what, status, await beginningOf(answer.body))
  }

  return { registry, origin, send }
}

async function beginningOf(body: Readable): Promise<string> {
  let words = ''
  try {
    for await (const chunk of body) {
      words += Buffer.from(chunk as Uint8Array).toString('utf8')
      if (words.length > 4096) break
    }
  } catch {
    // A body that breaks off says no more than its status.
  }
  body.destroy()
  return words
}

function causeOf(error: unknown): string {
  const cause = (error as Error).cause
  return (cause as NodeJS.ErrnoException)?.code ?? (cause instanceof Error ? cause.message : (error as Error).message)
}
