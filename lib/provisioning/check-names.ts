import { lookup } from 'node:dns/promises'
import { setTimeout as pause } from 'node:timers/promises'

const TIMEOUT_MS = 3000

export type NameCheck = { host: string; resolves: boolean; detail: string }

/**
 * Whether the hosts of `host:port` addresses resolve from this host. What privatelink and vpn profiles reach is checked
 * before it is relied on; a name that does not answer in three seconds does not count.
 */
export async function checkNames(addresses: readonly string[]): Promise<NameCheck[]> {
  const hosts = [...new Set(addresses.map((address) => address.replace(/:\d+$/, '')))]
  return Promise.all(
    hosts.map(async (host) => {
      const late = new AbortController()
      const answer = await Promise.race([
        lookup(host).then(
          ({ address }) => ({ host, resolves: true, detail: address }),
          (error: Error) => ({ host, resolves: false, detail: error.message }),
        ),
        pause(TIMEOUT_MS, { host, resolves: false, detail: `no answer in ${TIMEOUT_MS} ms` }, { signal: late.signal }),
      ])
      late.abort()
      return answer
    }),
  )
}
