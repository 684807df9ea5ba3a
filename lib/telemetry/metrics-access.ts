import { createHash, timingSafeEqual } from 'node:crypto'
import { env } from '../env.ts'
import { BareCountError } from '../errors.ts'

const digest = (text: string) => createHash('sha256').update(text).digest()
const loopback = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/

/**
 * Lets whoever asks for metrics have them: with the token, where one is set; without one only while the portal is reached
 * by a loopback address. A client's own address is not asked: behind a proxy it is whatever the client says. Throws
 * `unauthenticated`.
 */
export function admitToMetrics(authorization: string | null | undefined, settings = env): void {
  const token = settings.BARECOUNT_METRICS_TOKEN
  if (token === undefined) {
    if (loopback.test(new URL(settings.BARECOUNT_URL).hostname)) return
    throw new BareCountError('unauthenticated', 'Metrics are not served: this portal has no token for them.', {
      remedy: 'Set BARECOUNT_METRICS_TOKEN, and send it as a bearer token.',
    })
  }
  const sent = /^Bearer (\S+)$/i.exec(authorization ?? '')?.[1] ?? ''
  if (timingSafeEqual(digest(sent), digest(token))) return
  throw new BareCountError('unauthenticated', 'Metrics need the token of BARECOUNT_METRICS_TOKEN.', {
    remedy: 'Send it as `Authorization: Bearer …`.',
  })
}
