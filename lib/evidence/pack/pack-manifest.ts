import type { EvidenceFilters } from '../schema.ts'

export const PACK_FORMAT = 'https://barecount.io/formats/evidence-pack/v1'

/** Predicate type of the signature over a pack's manifest. */
export const PACK_PREDICATE_TYPE = 'https://barecount.io/attestation/evidence-pack/v1'

/** `manifest.json` of a pack, documented in docs/formats/evidence-pack.md. */
export type PackManifest = {
  format: typeof PACK_FORMAT
  tenant: { id: string; slug: string }
  tenantId: string
  origin: string
  exportedAt: string
  exportedBy: string
  filters: EvidenceFilters
  /** Whether it holds every entry of the log. */
  complete: boolean
  treeSize: number
  /** Base64. */
  root: string
  events: number
  /** Which entries, as ranges that include both ends. */
  indexes: [number, number][]
  /** Lower-case hex SHA-256 by path, of the files whose content the log itself does not prove. */
  files: Record<string, string>
}

/** Adds the next index to ranges in ascending order. */
export function extendRanges(ranges: [number, number][], index: number): void {
  const last = ranges.at(-1)
  if (last && last[1] === index - 1) last[1] = index
  else ranges.push([index, index])
}
