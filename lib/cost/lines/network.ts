import { MONTH_HOURS } from '../month.ts'
import type { Usage } from '../price-book.ts'
import type { Workload } from '../schema.ts'

/** An endpoint stands in two zones. */
const ZONES = 2
/** Logs and secrets: what every runner without a way to the internet needs. */
const PLATFORM_ENDPOINTS = 2

/**
 * The runner's share of what its network profile keeps standing in an environment: those primitives are shared by
 * every runner of the profile. Data that crosses them is not in it. Pure.
 */
export function networkUsage(work: Workload): Usage[] {
  if (work.target === 'local') return []
  const share = work.sharedBy === 1 ? '' : `, shared by ${work.sharedBy} runners`
  const standing = (priceId: string, hours: number, what: string): Usage => ({
    kind: 'network',
    priceId,
    quantity: hours / work.sharedBy,
    detail: `${what} × ${MONTH_HOURS} h${share}`,
  })
  const endpoints = (count: number) =>
    standing('endpoint.interface.hour', MONTH_HOURS * ZONES * count, `${count} interface endpoints in ${ZONES} zones`)
  switch (work.profile) {
    case 'public_vpc_egress':
      return [
        standing('nat.hour', MONTH_HOURS, 'One NAT gateway'),
        standing('ipv4.hour', MONTH_HOURS, 'Its public address'),
      ]
    case 'private_vpc':
      return [
        endpoints(PLATFORM_ENDPOINTS),
        standing('endpoint.gateway.hour', MONTH_HOURS, 'A gateway endpoint for S3'),
      ]
    case 'privatelink':
      return [endpoints(PLATFORM_ENDPOINTS + work.privateServices)]
    case 'vpn':
      return [endpoints(PLATFORM_ENDPOINTS), standing('vpn.hour', MONTH_HOURS, 'One VPN connection')]
    case 'on_premise_agent':
      return []
  }
}
