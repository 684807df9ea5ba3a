import type { SeverityName } from '../artifacts/severities.ts'
import { evaluateOsv, fixedVersions } from './evaluate-osv.ts'
import { type Candidate, candidatesFor } from './find-candidates.ts'
import { mergeAliases } from './merge-aliases.ts'
import type { SqlReader } from './sql-reader.ts'

/** A component as advisories are asked about it; the columns of `ArtifactComponent`. */
export type ComponentToMatch = {
  purl: string
  /** As OSV spells it, e.g. `Debian:12`. */
  ecosystem: string
  name: string
  version: string
  sourceName?: string | null | undefined
  sourceVersion?: string | null | undefined
}

/** One vulnerability of one component, whatever the number of advisories that tell of it. */
export type MatchedFinding = {
  /** The component's. */
  purl: string
  /** The advisory that says most. */
  advisory: string
  aliases: string[]
  /** Name of the source that it is from. */
  source: string
  /** `unknown` where the version could not be compared with the advisory's. */
  verdict: 'affected' | 'unknown'
  severity: SeverityName
  score: number | null
  summary: string
  /** Versions in which it is fixed; none when nobody fixed it yet. */
  fixed: string[]
}

/** What an advisory is filed under: in Debian the source package. Pure. */
export function filedUnder(component: ComponentToMatch): { ecosystem: string; name: string; version: string } {
  const { ecosystem, name, version, sourceName, sourceVersion } = component
  return { ecosystem, name: sourceName ?? name, version: sourceVersion ?? version }
}

/**
 * The vulnerabilities known of the components, in their order and most severe first. Advisories that name each other as
 * aliases are one vulnerability; withdrawn ones count for nothing. Ask with up to a few thousand components at once.
 */
export async function matchComponents(
  reader: SqlReader,
  components: readonly ComponentToMatch[],
): Promise<MatchedFinding[]> {
  const candidates = await candidatesFor(reader, components.map(filedUnder))
  return components.flatMap((component) => {
    const { ecosystem, name, version } = filedUnder(component)
    const matches = (candidates.get(`${ecosystem}\n${name}`) ?? []).flatMap((candidate) => {
      const verdict = evaluateOsv(version, candidate)
      return verdict === 'not_affected' ? [] : describe(component.purl, candidate, verdict)
    })
    return mergeAliases(matches)
  })
}

function describe(purl: string, candidate: Candidate, verdict: MatchedFinding['verdict']): MatchedFinding {
  const { advisoryId, source, aliases, severity, score, summary, ranges } = candidate
  return {
    purl,
    advisory: advisoryId,
    aliases,
    source,
    verdict,
    severity,
    score,
    summary,
    fixed: fixedVersions(ranges),
  }
}
