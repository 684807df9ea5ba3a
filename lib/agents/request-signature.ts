import { createHash, createPublicKey, type KeyObject, sign, verify } from 'node:crypto'

export const AGENT_SIGNATURE_HEADER = 'barecount-agent-signature'

/** How far the clock of an agent may be off, and how long a captured request stays worth anything. */
export const TOLERANCE_MS = 5 * 60_000

export type SignedRequest = {
  method: string
  /** With its query. */
  path: string
  unixMs: number
  /** Hex SHA-256 of the body's bytes; of none, that of the empty text. */
  bodyDigest: string
}

/** Hex SHA-256 of a body. Pure. */
export const bodyDigestOf = (body: Uint8Array | string) => createHash('sha256').update(body).digest('hex')

const signedText = ({ method, path, unixMs, bodyDigest }: SignedRequest) =>
  Buffer.from(`barecount-agent-v1\n${method}\n${path}\n${unixMs}\n${bodyDigest}`)

/** The header for a request: `t=<unix milliseconds>,d=<hex body digest>,s=<base64 signature>`. */
export function signRequest(key: KeyObject, request: SignedRequest): string {
  const signature = sign('sha256', signedText(request), key).toString('base64')
  return `t=${request.unixMs},d=${request.bodyDigest},s=${signature}`
}

/**
 * The digest that a request declares of its body, when the header is a signature of `publicPem` for it; otherwise why
 * not. That the body has this digest is for whoever reads the body to check. Pure.
 */
export function verifyRequest(
  publicPem: string,
  request: { method: string; path: string; header: string | null },
  now: Date,
): { bodyDigest: string } | { fault: 'missing' | 'wrong' | 'clock' } {
  const match = /^t=(\d{1,16}),d=([0-9a-f]{64}),s=([A-Za-z0-9+/=]{20,200})$/.exec(request.header ?? '')
  if (!match) return { fault: 'missing' }
  const [, time = '', bodyDigest = '', signature = ''] = match
  const { method, path } = request
  const text = signedText({ method, path, unixMs: Number(time), bodyDigest })
  if (!verify('sha256', text, createPublicKey(publicPem), Buffer.from(signature, 'base64'))) return { fault: 'wrong' }
  if (Math.abs(now.getTime() - Number(time)) > TOLERANCE_MS) return { fault: 'clock' }
  return { bodyDigest }
}
