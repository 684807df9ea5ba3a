import { z } from 'zod'
import { type EvidenceKind, evidenceKinds, evidenceResults } from './kinds.ts'

const id = z.string().max(64)
const instant = z.iso.datetime({ offset: true })

/** A time to search by. Nothing happened before 1970, and neither JavaScript nor Postgres agrees on what lies at the edges. */
const searchedInstant = instant.refine(
  (text) => Date.parse(text) >= 0 && Date.parse(text) < Date.UTC(9999, 0),
  'Give a time from 1970 to 9998.',
)

/** What the timeline, its histogram and an export can be narrowed to. Times are inclusive `from`, exclusive `to`. */
export const evidenceFilters = z.object({
  kind: z.enum(evidenceKinds).optional(),
  actorId: id.optional(),
  manifestId: id.optional(),
  environmentId: id.optional(),
  runnerId: id.optional(),
  deploymentId: id.optional(),
  runId: id.optional(),
  result: z.enum(evidenceResults).optional(),
  from: searchedInstant.optional(),
  to: searchedInstant.optional(),
})

export type EvidenceFilters = z.output<typeof evidenceFilters>

/** The predicate of an evidence statement, documented in docs/formats/evidence.md. */
export const evidencePredicate = z.object({
  id: z.string(),
  kind: z.enum(evidenceKinds),
  at: instant,
  tenant: z.object({ id: z.string(), slug: z.string() }),
  actor: z.object({ kind: z.enum(['user', 'token', 'system']), id: z.string(), label: z.string() }),
  result: z.enum(evidenceResults),
  sentence: z.string(),
  manifestId: z.string().optional(),
  environmentId: z.string().optional(),
  runnerId: z.string().optional(),
  deploymentId: z.string().optional(),
  runId: z.string().optional(),
  facts: z.record(z.string(), z.unknown()),
})

export type EvidencePredicate = z.output<typeof evidencePredicate>

const PREDICATE_BASE = 'https://barecount.io/attestation/'

/** The predicate type of a kind: `run.finished` is `https://barecount.io/attestation/run.finished/v1`. */
export function predicateTypeOf(kind: EvidenceKind): string {
  return `${PREDICATE_BASE}${kind}/v1`
}
