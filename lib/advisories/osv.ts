import { z } from 'zod'
import type { SeverityName } from '../artifacts/severities.ts'

const text = z.string()
const bound = z.object({
  introduced: text.optional(),
  fixed: text.optional(),
  last_affected: text.optional(),
  limit: text.optional(),
})
const range = z.object({ type: z.enum(['SEMVER', 'ECOSYSTEM', 'GIT']), events: z.array(bound) })
const severityEntry = z.object({ type: text, score: text })
const loose = z.record(text, z.unknown()).nullish()
/** What the database takes as an instant, with an offset that there is on earth. */
const instant = z.iso
  .datetime({ offset: true })
  .refine((said) => Date.parse(said) >= 0 && !/[+-](1[5-9]|2\d):\d\d$/.test(said), 'is no instant since 1970')

/** An OSV record as far as it is read. Source: ossf.github.io/osv-schema 1.7. */
export const osvSchema = z.looseObject({
  id: text.min(1).max(200),
  modified: instant,
  withdrawn: instant.nullish(),
  aliases: z.array(text).nullish(),
  summary: text.nullish(),
  details: text.nullish(),
  severity: z.array(severityEntry).nullish(),
  references: z.array(z.looseObject({ url: text })).nullish(),
  database_specific: loose,
  affected: z
    .array(
      z.looseObject({
        // Together they are the key of an index, which takes some 2,700 bytes.
        package: z.object({ ecosystem: text.min(1).max(100), name: text.min(1).max(500) }).nullish(),
        ranges: z.array(range).nullish(),
        versions: z.array(text).nullish(),
        severity: z.array(severityEntry).nullish(),
        ecosystem_specific: loose,
        database_specific: loose,
      }),
    )
    .nullish(),
})
export type OsvRecord = z.infer<typeof osvSchema>

/** A range of versions. GIT ranges are left out: a component has a version, not a commit. */
const versionRangesSchema = z.array(z.object({ type: z.enum(['SEMVER', 'ECOSYSTEM']), events: z.array(bound) }))
export type VersionRange = z.infer<typeof versionRangesSchema>[number]

/** One package an advisory affects, as it is kept. */
export type AffectedPackage = {
  ecosystem: string
  name: string
  ranges: VersionRange[]
  versions: string[]
  severity: SeverityName | null
}

/** An advisory as it is kept. */
export type AdvisoryRecord = {
  id: string
  modified: string
  withdrawn: string | null
  severity: SeverityName
  score: number | null
  summary: string
  aliases: string[]
  references: string[]
  body: Record<string, unknown>
  affected: AffectedPackage[]
}
