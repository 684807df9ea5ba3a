import type { Combination, PolicyFinding, PolicyRequest } from './schema.ts'

type Fix = NonNullable<PolicyFinding['fix']>

const sizes = ['small', 'medium', 'large', 'xlarge']

/** The one edit of the manifest that cures a finding, where a single one does. Pure. */
export function suggestFix(findingId: string, request: PolicyRequest): Fix | undefined {
  if (request.gate !== 'pre_deploy') return undefined
  const { runner, alternatives } = request
  switch (findingId) {
    case 'matrix.not_offered':
      return nearestOffer(runner, alternatives)
    case 'network.private_route':
      return moveTo('privatelink', runner, alternatives)
    case 'network.classified_egress':
      return moveTo('private_vpc', runner, alternatives) ?? moveTo('privatelink', runner, alternatives)
    case 'quota.concurrency': {
      const room = request.quota.maxConcurrency - request.usage.concurrency
      if (runner.class !== 'serverless' || room < 1) return undefined
      return { path: 'runner.concurrency_limit', value: String(room), label: `Allow ${room} at once` }
    }
    case 'approval.xlarge':
      return offered({ ...runner, size: 'large' }, alternatives) ? resize('large') : undefined
    default:
      return undefined
  }
}

/** Another size keeps the network as it is, so it is tried first; the nearest size, the smaller of two. */
function nearestOffer(wanted: Combination, offers: readonly Combination[]): Fix | undefined {
  const from = sizes.indexOf(wanted.size)
  const distance = (size: string) => Math.abs(sizes.indexOf(size) - from)
  const [size] = offers
    .filter((offer) => offer.class === wanted.class && offer.profile === wanted.profile)
    .map((offer) => offer.size)
    .sort((a, b) => distance(a) - distance(b) || sizes.indexOf(a) - sizes.indexOf(b))
  if (size) return resize(size)
  // Never towards the open internet: that would trade a refusal for an exposure.
  const [profile] = ['private_vpc', 'privatelink', 'vpn'].filter((name) =>
    offered({ ...wanted, profile: name }, offers),
  )
  return profile ? switchProfile(profile) : undefined
}

function moveTo(profile: string, wanted: Combination, offers: readonly Combination[]): Fix | undefined {
  return offered({ ...wanted, profile }, offers) ? switchProfile(profile) : undefined
}

const resize = (value: string): Fix => ({ path: 'runner.size', value, label: `Make it ${value}` })
const switchProfile = (value: string): Fix => ({ path: 'runner.network_profile', value, label: `Use ${value}` })

function offered(wanted: Combination, offers: readonly Combination[]): boolean {
  return offers.some(
    ({ class: name, size, profile }) => name === wanted.class && size === wanted.size && profile === wanted.profile,
  )
}
