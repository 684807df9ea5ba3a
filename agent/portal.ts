import type { KeyObject } from 'node:crypto'
import http from 'node:http'
import https from 'node:https'
import type { Readable } from 'node:stream'
import { AGENT_SIGNATURE_HEADER, bodyDigestOf, signRequest } from '#lib/agents/request-signature.ts'

/** The portal refused, and says why. */
export class Refused extends Error {
  readonly code: string
  constructor(code: string, detail: string) {
    super(`${detail} [${code}]`)
    this.code = code
  }
}

/** No portal answered, or one that is not well: try again. */
export class Unreachable extends Error {}

export type Ask = {
  body?: unknown
  /** Raw bytes in place of JSON, with their digest. */
  file?: { stream: () => Readable; digest: string; size: number }
  identity?: string
  signal?: AbortSignal
  timeoutMs?: number
}

export type Portal = {
  ask<T>(method: string, path: string, asked?: Ask): Promise<T>
  /** The body of the answer as it comes. */
  download(path: string, asked?: Ask): Promise<Readable>
}

const TIMEOUT_MS = 30_000
/** A clock that is further off is not trusted when signing. */
const SKEW_MS = 30_000

/** Speaks with the portal over HTTPS, or a socket that leads to it, and signs every request with the agent's key. */
export function openPortal(place: { url: URL; socket?: string | undefined }, key: KeyObject): Portal {
  const client = place.url.protocol === 'https:' ? https : http
  const connections = new client.Agent({ keepAlive: true, maxSockets: 16 })
  let skew = 0

  const send = (method: string, path: string, asked: Ask): Promise<http.IncomingMessage> => {
    const target = new URL(`/api/v1/agent${path}`, place.url)
    const json = asked.body === undefined ? '' : JSON.stringify(asked.body)
    const bodyDigest = asked.file?.digest ?? bodyDigestOf(json)
    const full = target.pathname + target.search
    const headers: Record<string, string | number> = {
      [AGENT_SIGNATURE_HEADER]: signRequest(key, { method, path: full, unixMs: Date.now() + skew, bodyDigest }),
      'content-type': asked.file ? 'application/octet-stream' : 'application/json',
      'content-length': asked.file ? asked.file.size : Buffer.byteLength(json),
      ...(asked.identity ? { authorization: `Bearer ${asked.identity}` } : {}),
    }
    const signals = [AbortSignal.timeout(asked.timeoutMs ?? TIMEOUT_MS), ...(asked.signal ? [asked.signal] : [])]
    const where = place.socket ? { socketPath: place.socket, host: target.host } : {}
    const options = { method, headers, agent: connections, signal: AbortSignal.any(signals), ...where }
    return new Promise((resolve, reject) => {
      const failed = (error: Error) => reject(new Unreachable(error.message))
      const request = client.request(target, options, (response) => {
        skew = skewOf(response.headers.date, skew)
        resolve(response)
      })
      request.on('error', failed)
      if (asked.file)
        asked.file
          .stream()
          .on('error', (error) => request.destroy(error))
          .pipe(request)
      else request.end(json)
    })
  }

  return {
    async ask(method, path, asked = {}) {
      const response = await send(method, path, asked)
      const text = await textOf(response)
      if (response.statusCode && response.statusCode < 300) return JSON.parse(text)
      throw refusalOf(response, text)
    },
    async download(path, asked = {}) {
      const response = await send('GET', path, { timeoutMs: 10 * 60_000, ...asked })
      if (response.statusCode === 200) return response
      throw refusalOf(response, await textOf(response))
    },
  }
}

function skewOf(date: string | undefined, before: number): number {
  const difference = Date.parse(date ?? '') - Date.now()
  if (Number.isNaN(difference)) return before
  return Math.abs(difference) > SKEW_MS ? difference : 0
}

async function textOf(response: http.IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  try {
    for await (const chunk of response) chunks.push(chunk as Buffer)
  } catch (error) {
    throw new Unreachable((error as Error).message)
  }
  return Buffer.concat(chunks).toString('utf8')
}

/** A problem document is the portal's word; anything else comes from something between. */
function refusalOf(response: http.IncomingMessage, text: string): Error {
  const isProblem = response.headers['content-type']?.startsWith('application/problem+json')
  if (!isProblem) return new Unreachable(`Something answered ${response.statusCode}.`)
  const { code = 'internal', detail = '' } = JSON.parse(text) as { code?: string; detail?: string }
  return code === 'internal' || code === 'unavailable' ? new Unreachable(detail) : new Refused(code, detail)
}
