import semver from 'semver'
import type { ScanFinding } from '../schema.ts'
import type { Advisory, AdvisoryData, Range } from './advisories.ts'
import type { Component } from './components.ts'

export type VulnerabilityScan = {
  findings: ScanFinding[]
  /** Components whose name the data knows. */
  covered: number
  /** Package URLs nothing is known of: not in the data, or a version that can not be compared. */
  unknown: string[]
}

/** Looks every component up in the data. What the data does not know is `unknown`, never clean. Pure. */
export function matchAdvisories(components: readonly Component[], { byPackage }: AdvisoryData): VulnerabilityScan {
  const scan: VulnerabilityScan = { findings: [], covered: 0, unknown: [] }
  for (const component of components) {
    const advisories = byPackage.get(component.fullName)
    if (!advisories || !semver.valid(component.version, { loose: true })) {
      scan.unknown.push(component.purl)
      continue
    }
    scan.covered += 1
    for (const advisory of advisories) {
      const verdict = isAffected(component.version, advisory)
      if (verdict !== 'no') scan.findings.push(describe(component, advisory, verdict))
    }
  }
  return scan
}

/**
 * Whether `version` is in an affected range; `unknown` when a bound can not be compared.
 * Source: OSV schema, "Evaluation".
 */
export function isAffected(version: string, advisory: Advisory): 'yes' | 'no' | 'unknown' {
  const verdicts = advisory.affected.flatMap(({ ranges }) => ranges.map((range) => inRange(version, range)))
  if (verdicts.includes('yes')) return 'yes'
  return verdicts.includes('unknown') ? 'unknown' : 'no'
}

function inRange(version: string, { events }: Range): 'yes' | 'no' | 'unknown' {
  let affected = false
  for (const event of events) {
    const bound = 'introduced' in event ? event.introduced : event.fixed
    // Old libraries number releases as 1.2 or 1.2.3.4; a bound that is not a version must not read as "not affected".
    const comparable =
      bound === '0' ? '0.0.0-0' : (semver.valid(bound, { loose: true }) ?? semver.coerce(bound)?.version)
    if (!comparable) return 'unknown'
    if (semver.compare(version, comparable, { loose: true }) >= 0) affected = 'introduced' in event
  }
  return affected ? 'yes' : 'no'
}

function describe(component: Component, advisory: Advisory, verdict: 'yes' | 'unknown'): ScanFinding {
  const fixes = advisory.affected.flatMap(({ ranges }) => ranges.flatMap(({ events }) => events))
  const fixed = fixes.flatMap((event) => ('fixed' in event ? [event.fixed] : []))
  return {
    kind: 'vulnerability',
    severity: verdict === 'yes' ? advisory.severity : 'unknown',
    rule: advisory.id,
    component: component.fullName,
    version: component.version,
    path: component.paths[0],
    message: `${component.fullName} ${component.version}: ${advisory.summary}`,
    remedy: fixed.length ? `Fixed in ${[...new Set(fixed)].join(', ')}.` : 'No fixed version is known.',
  }
}
