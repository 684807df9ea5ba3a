import { createHmac, timingSafeEqual } from 'node:crypto'

export const SIGNATURE_HEADER = 'BareCount-Signature'
/** How far the clocks of both may differ, and how long a captured message stays worth anything. */
export const TOLERANCE_SECONDS = 5 * 60

const mac = (secret: string, unixSeconds: number, body: string) =>
  createHmac('sha256', secret).update(`${unixSeconds}.${body}`).digest()

/**
 * `t=<unix seconds>,v1=<hex HMAC-SHA-256 of "t.body">`, with a `v1` for each secret: while one is rotated both count.
 * Pure.
 */
export function signatureOf(secrets: readonly string[], unixSeconds: number, body: string): string {
  return [`t=${unixSeconds}`, ...secrets.map((secret) => `v1=${mac(secret, unixSeconds, body).toString('hex')}`)].join()
}

/**
 * What a receiver asks: was this body signed with this secret within the last five minutes? The same in other languages
 * is in docs/formats/webhooks.md. Pure.
 */
export function isSigned(secret: string, header: string | undefined, body: string, now: Date): boolean {
  const parts = (header ?? '').split(',').map((part) => part.trim().split('='))
  const t = Number(parts.find(([name]) => name === 't')?.[1])
  if (!Number.isInteger(t) || Math.abs(now.getTime() / 1000 - t) > TOLERANCE_SECONDS) return false
  const wanted = mac(secret, t, body)
  return parts.some(([name, hex = '']) => {
    const given = Buffer.from(hex, 'hex')
    return name === 'v1' && given.length === wanted.length && timingSafeEqual(given, wanted)
  })
}
