import { createHmac, timingSafeEqual } from 'node:crypto'
import { BareCountError } from '../errors.ts'

/** How far the clock of a sender may be off, and how long a captured request stays worth anything. */
const TOLERANCE_SECONDS = 5 * 60

export const SIGNATURE_HEADER = 'barecount-signature'
export const DELIVERY_HEADER = 'barecount-delivery'

/** What is signed: the delivery is part of it, so that a captured request cannot be sent under another one. */
const signedText = (unixSeconds: number, delivery: string, body: string) => `${unixSeconds}.${delivery}.${body}`

const mac = (secret: string, text: string) => createHmac('sha256', secret).update(text).digest()

/** The signature header for a delivery: `t=<unix seconds>,v1=<hex HMAC-SHA-256>`. Pure. */
export function signWebhook(secret: string, unixSeconds: number, delivery: string, body: string): string {
  return `t=${unixSeconds},v1=${mac(secret, signedText(unixSeconds, delivery, body)).toString('hex')}`
}

/**
 * Checks a delivery against the header it came with. Several `v1` may be given while a secret is changed. Pure.
 * Throws `bad_signature`: the header is missing or malformed, is not for this content, or is older or newer than 5 minutes.
 */
export function verifyWebhook(
  secret: string,
  given: { signature: string | null; delivery: string; body: string },
  now: Date,
): void {
  const parts = (given.signature ?? '').split(',').map((part) => part.trim().split('='))
  const at = Number(parts.find(([name]) => name === 't')?.[1])
  const macs = parts.filter(([name]) => name === 'v1').map(([, hex = '']) => Buffer.from(hex, 'hex'))
  const wanted = mac(secret, signedText(at, given.delivery, given.body))
  // Every candidate is compared, in constant time, before anything is said.
  const matches = macs.filter((one) => one.length === wanted.length && timingSafeEqual(one, wanted)).length > 0
  if (!matches || !Number.isInteger(at)) throw badSignature()
  if (Math.abs(now.getTime() / 1000 - at) > TOLERANCE_SECONDS) {
    throw new BareCountError('bad_signature', 'The signature is more than five minutes old or ahead.', {
      remedy: 'Sign at the moment of sending, and check the clock of the sender.',
    })
  }
}

/** The one answer to an unknown address, a missing signature and a wrong one. */
export function badSignature(): BareCountError {
  return new BareCountError('bad_signature', 'The signature does not match this delivery.', {
    remedy: 'Sign "<unix seconds>.<delivery>.<body>" with HMAC-SHA-256 and send it as t=…,v1=… in BareCount-Signature.',
  })
}
