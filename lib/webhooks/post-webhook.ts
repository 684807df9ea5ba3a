import dns from 'node:dns'
import http from 'node:http'
import https from 'node:https'
import net, { type LookupFunction } from 'node:net'
import { kept, type Outcome } from '../deliveries/outcome.ts'
import { isLoopback, isPublic } from './reachable-address.ts'

const ANSWER_WITHIN_MS = 10_000
const READ_AT_MOST = 1024

type Posted = { headers: Record<string, string>; body: string }
type Rules = { loopback: boolean; withinMs?: number; resolve?: typeof dns.lookup }

/**
 * Posts `body` to a place that a tenant named. It is connected to the very address that was looked at, so a name cannot
 * be pointed elsewhere in between; redirects are not followed, proxies not asked; of the answer the first KiB is read.
 * What goes wrong is in the outcome.
 */
export function postWebhook(to: string, { headers, body }: Posted, rules: Rules): Promise<Outcome> {
  const url = new URL(to)
  const { promise, resolve } = Promise.withResolvers<Outcome>()
  const fail = (error: string) => resolve({ succeeded: false, error })
  const host = url.hostname.replace(/^\[|\]$/g, '')
  const secure = url.protocol === 'https:'
  const refused = net.isIP(host) ? refusal(host, secure, rules.loopback) : undefined
  if (refused) return Promise.resolve({ succeeded: false, error: refused })
  const within = rules.withinMs ?? ANSWER_WITHIN_MS
  const request = (secure ? https : http).request(url, {
    method: 'POST',
    headers: { ...headers, 'content-length': Buffer.byteLength(body) },
    agent: false,
    lookup: guardedLookup(secure, rules),
    signal: AbortSignal.timeout(within),
    maxHeaderSize: 16 * 1024,
  })
  let answered = false
  request.on('response', (response) => {
    answered = true
    const status = response.statusCode ?? 0
    readStart(response, (answer) => {
      resolve(outcomeOf(status, kept(answer)))
      request.destroy()
    })
  })
  request.on('error', (error) => {
    // The status has arrived: what becomes of the rest is told by the response.
    if (answered) return
    const late = error.name === 'AbortError' || error.name === 'TimeoutError'
    fail(late ? `There was no answer within ${within / 1000} seconds.` : kept(error.message))
  })
  request.end(body)
  return promise
}

/** The first KiB, or as much as came before it ended or time was up: the status is known by then. */
function readStart(response: http.IncomingMessage, done: (text: string) => void): void {
  let answer = Buffer.alloc(0)
  const end = () => done(answer.subarray(0, READ_AT_MOST).toString('utf8'))
  response.on('data', (chunk: Buffer) => {
    answer = Buffer.concat([answer, chunk])
    if (answer.length >= READ_AT_MOST) end()
  })
  response.on('end', end).on('error', end).on('close', end)
}

function outcomeOf(status: number, answer: string): Outcome {
  if (status >= 200 && status < 300) return { succeeded: true, status, answer }
  const error =
    status >= 300 && status < 400 ? `It answered ${status}; redirects are not followed.` : `It answered ${status}.`
  return { succeeded: false, status, answer, error }
}

/** Why `address` is not gone to, or undefined. Without TLS only this machine is, and only where that is allowed. */
function refusal(address: string, secure: boolean, loopback: boolean): string | undefined {
  if (isLoopback(address) ? loopback : secure && isPublic(address)) return undefined
  return `${address} is not gone to: webhooks go to public addresses, by https.`
}

function guardedLookup(secure: boolean, { loopback, resolve = dns.lookup }: Rules): LookupFunction {
  return (hostname, options, callback) => {
    resolve(hostname, { ...options, all: true }, (error, addresses) => {
      if (error) return void callback(error, '')
      const refused = addresses.map(({ address }) => refusal(address, secure, loopback)).find(Boolean)
      const [first] = addresses
      if (refused || !first) return void callback(new Error(`${hostname}: ${refused ?? 'no address'}`), '')
      if (options.all) callback(null, addresses)
      else callback(null, first.address, first.family)
    })
  }
}
