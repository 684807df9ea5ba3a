/** An address as a proxy writes it is shorter; what is longer was made up. */
const MAX_LENGTH = 64

/**
 * Who a request comes from, for counting attempts: the last entry of `X-Forwarded-For`, which the proxy in front of the
 * portal added itself. The entries before it are whatever the sender claims, so they would let one sender be many. Pure.
 */
export function clientAddress(forwardedFor: string | null | undefined): string {
  const last = forwardedFor?.split(',').at(-1)?.trim()
  return last ? last.slice(0, MAX_LENGTH) : 'local'
}
