import type { ScanDataset, ScanFinding } from '../artifacts/schema.ts'
import { unsafeDb } from '../db/client.ts'
import { unknownComponents } from './coverage.ts'
import { describeDataset } from './describe-dataset.ts'
import { type ComponentToMatch, type MatchedFinding, matchComponents } from './match-components.ts'

export type ScannedComponent = ComponentToMatch & { path?: string | null | undefined }

export type VulnerabilityScan = {
  findings: ScanFinding[]
  /** Components that the data says something about, be it that nothing is known against them. */
  covered: number
  /** Package URLs nothing is known of: never clean. */
  unknown: string[]
  dataset: ScanDataset
}

/** What the vulnerability data of now says about an artifact's packages, all of it read at one instant. */
export async function scanVulnerabilities(components: readonly ScannedComponent[]): Promise<VulnerabilityScan> {
  // Advisories belong to no tenant. One snapshot: an import in the middle must not mix two states of the data.
  const { sources, matched, unknown } = await unsafeDb.$transaction(
    async (tx) => {
      const held = await tx.advisorySource.findMany({ where: { records: { gt: 0 } }, orderBy: { name: 'asc' } })
      return {
        sources: held,
        matched: await matchComponents(tx, components),
        unknown: await unknownComponents(tx, held, components),
      }
    },
    { isolationLevel: 'RepeatableRead', timeout: 60_000, maxWait: 10_000 },
  )
  const byPurl = new Map(components.map((component) => [component.purl, component]))
  return {
    findings: matched.map((match) => describe(match, byPurl.get(match.purl))),
    covered: components.length - unknown.length,
    unknown,
    dataset: describeDataset(sources),
  }
}

function describe(match: MatchedFinding, component: ScannedComponent | undefined): ScanFinding {
  const { name = '', version = '', path } = component ?? {}
  const doubt = match.verdict === 'unknown' ? ' Whether this version is affected could not be told.' : ''
  return {
    kind: 'vulnerability',
    severity: match.severity,
    rule: match.advisory,
    component: name,
    version,
    ...(path ? { path } : {}),
    message: `${name} ${version}: ${match.summary}${doubt}`,
    remedy: match.fixed.length ? `Fixed in ${match.fixed.join(', ')}.` : 'No fixed version is known.',
  }
}
