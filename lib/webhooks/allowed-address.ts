import net from 'node:net'
import { BareCountError } from '../errors.ts'
import { loopbackAllowed } from './loopback-allowed.ts'
import { isLoopback, isPublic } from './reachable-address.ts'

/**
 * The address as it is kept. Throws `invalid_input` for one that would never be gone to: not https, with a password,
 * or naming a private address. What a name leads to is looked at when it is connected to.
 */
export function allowedAddress(text: string): string {
  const url = new URL(text)
  const host = url.hostname.replace(/^\[|\]$/g, '').replace(/\.$/, '')
  const here = host === 'localhost' || isLoopback(host)
  const fault = faultOf(url, host, here)
  if (fault) {
    throw new BareCountError('invalid_input', `Webhooks cannot go to ${url.host || text}: it ${fault}.`, {
      faults: [{ path: 'url', message: fault, remedy: 'Give an https address on the public internet.' }],
    })
  }
  url.hash = ''
  return url.href
}

function faultOf(url: URL, host: string, here: boolean): string | undefined {
  if (url.username || url.password) return 'holds a user or a password'
  if (here) {
    if (!['http:', 'https:'].includes(url.protocol)) return 'is not an https address'
    return loopbackAllowed() ? undefined : 'is this machine itself'
  }
  if (url.protocol !== 'https:') return 'is not an https address'
  return net.isIP(host) && !isPublic(host) ? 'is a private address' : undefined
}
