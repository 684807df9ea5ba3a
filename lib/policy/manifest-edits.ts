import { classRules, type NetworkProfileName } from '../manifests/classes.ts'
import { editManifest, type FieldValue } from '../manifests/edit-manifest.ts'
import type { NormalisedManifest } from '../manifests/schema.ts'
import type { ManifestEdit } from './nearest-compliant.schema.ts'
import { privatelyReachable } from './private-routes.ts'

/** One thing that can be changed about a manifest, and how often that counts as an edit. */
export type EditMove = {
  /** Moves of one dimension exclude each other. */
  dimension: 'size' | 'profile' | 'egress' | 'concurrency'
  shown: ManifestEdit[]
  /** Takes something away that the runner has now. */
  takesAway: boolean
  apply(text: string): string
}

/** How many runs at once the tenant has left, and how many one copy of a size takes. */
export type Room = { left: number; perCopy(size: string): number | undefined }

/** Never towards the open internet: that would trade a refusal for an exposure. */
const towards: readonly NetworkProfileName[] = ['private_vpc', 'privatelink', 'vpn', 'on_premise_agent']

/**
 * The single moves from a manifest: another size of its class, a private network, fewer runs at once, no address that
 * a private route reaches. The class is kept, since no two classes run the same source; what only people know (the
 * classification of data, a residency, a secret's path) is never made up. Pure.
 */
export function movesFrom(declared: NormalisedManifest, written: unknown, room: Room): EditMove[] {
  return [
    ...sizeMoves(declared),
    ...profileMoves(declared),
    ...concurrencyMoves(declared, room),
    ...egressMoves(written),
  ]
}

function sizeMoves({ runner }: NormalisedManifest): EditMove[] {
  return classRules[runner.class].sizes
    .filter((size) => size !== runner.size)
    .map((size) => set('size', 'runner.size', runner.size, size))
}

function profileMoves({ runner, metadata }: NormalisedManifest): EditMove[] {
  return towards
    .filter((profile) => profile !== runner.network_profile)
    .filter((profile) => profile !== 'on_premise_agent' || metadata.residency !== undefined)
    .map((profile) => set('profile', 'runner.network_profile', runner.network_profile, profile))
}

/** As many as the tenant has left: more would be denied, and fewer would be a larger change. */
function concurrencyMoves({ runner }: NormalisedManifest, { left, perCopy }: Room): EditMove[] {
  const ofSize = perCopy(runner.size)
  if (runner.class === 'serverless') {
    const present = runner.concurrency_limit ?? ofSize
    if (present === undefined || left < 1 || left >= present) return []
    return [set('concurrency', 'runner.concurrency_limit', String(present), left)]
  }
  if (runner.class !== 'container' || !ofSize) return []
  const copies = Math.floor(left / ofSize)
  if (copies < Math.max(1, runner.scaling.min) || copies >= runner.scaling.max) return []
  return [set('concurrency', 'runner.scaling.max', String(runner.scaling.max), copies)]
}

function egressMoves(written: unknown): EditMove[] {
  const list = (written as { runner?: { egress_allow?: unknown } } | undefined)?.runner?.egress_allow
  if (!Array.isArray(list)) return []
  const places = list.flatMap((address, index) =>
    typeof address === 'string' && privatelyReachable([address]).length > 0 ? [{ address, index }] : [],
  )
  if (places.length === 0) return []
  return [
    {
      dimension: 'egress',
      takesAway: true,
      shown: places.map(({ address }) => ({ path: 'runner.egress_allow', from: address, to: '' })),
      // From the last to the first, so that the places stay right.
      apply: (text) =>
        places.reduceRight((now, { index }) => editManifest(now, `runner.egress_allow[${index}]`, undefined), text),
    },
  ]
}

function set(dimension: EditMove['dimension'], path: string, from: string, to: FieldValue): EditMove {
  return {
    dimension,
    takesAway: false,
    shown: [{ path, from, to: String(to) }],
    apply: (text) => editManifest(text, path, to),
  }
}
