import { env } from '../env.ts'
import { isLoopback } from './reachable-address.ts'

/** Whether webhooks may go to this machine: a setting, and only while the portal itself is not reached from outside. */
export function loopbackAllowed(): boolean {
  const { hostname } = new URL(env.BARECOUNT_URL)
  const own = hostname === 'localhost' || isLoopback(hostname.replace(/^\[|\]$/g, ''))
  return own && env.BARECOUNT_WEBHOOK_LOOPBACK === 'allow'
}
