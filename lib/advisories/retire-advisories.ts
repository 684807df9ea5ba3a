import fs from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import semver from 'semver'
import { z } from 'zod'
import { digestOf } from '../digest.ts'
import type { OsvRecord } from './osv.ts'

const text = z.string()
const retireEntry = z.object({
  below: text,
  atOrAbove: text.optional(),
  severity: z.enum(['critical', 'high', 'medium', 'low']),
  identifiers: z.object({
    summary: text.optional(),
    CVE: z.array(text).optional(),
    githubID: text.optional(),
  }),
  info: z.array(text),
})
type RetireEntry = z.infer<typeof retireEntry>
const retireFile = z.record(text, z.object({ npmname: text.optional(), vulnerabilities: z.array(retireEntry) }))

const PACKAGE = '@salesforce/code-analyzer-retirejs-engine'
/** Not libraries: an example, and a list of files to skip. */
const NOT_PACKAGES = new Set(['retire-example', 'dont check'])

/**
 * When data of a digest was published on npm, since the list itself carries no date. An update of the package adds its
 * line here; a test asks for it.
 */
const PUBLISHED = new Map([
  ['sha256:7c2295aab30b963c22c5d05e985889a31865d3c03f4edb2a8a80b1e7b71f9dcb', '2026-07-18T08:28:17Z'],
])

export type BundledAdvisories = { version: string; digest: string; published: string | undefined; records: OsvRecord[] }

/** The advisories that come with the product: Retire.js's own list, in OSV form. */
export function retireAdvisories(): BundledAdvisories {
  const require = createRequire(import.meta.url)
  const folder = path.resolve(path.dirname(require.resolve(PACKAGE)), '..')
  const bytes = fs.readFileSync(path.join(folder, 'vulnerabilities', 'RetireJsVulns.json'))
  const { version } = JSON.parse(fs.readFileSync(path.join(folder, 'package.json'), 'utf8')) as { version: string }
  const digest = digestOf(bytes)
  const published = PUBLISHED.get(digest)
  const records = convertRetire(JSON.parse(bytes.toString('utf8')), published)
  return { version: `${PACKAGE}@${version}`, digest, published, records }
}

/** Retire.js's list as OSV records, by npm names. Throws a ZodError when the list is not of the shape it had. Pure. */
export function convertRetire(value: unknown, modified = '1970-01-01T00:00:00Z'): OsvRecord[] {
  const byId = new Map<string, OsvRecord>()
  for (const [key, { npmname, vulnerabilities }] of Object.entries(retireFile.parse(value))) {
    if (NOT_PACKAGES.has(key)) continue
    for (const entry of vulnerabilities) addEntry(byId, npmname ?? key, entry, modified)
  }
  return [...byId.values()]
}

function addEntry(byId: Map<string, OsvRecord>, name: string, entry: RetireEntry, modified: string): void {
  const { CVE = [], githubID, summary } = entry.identifiers
  const [id = `RETIRE-${name}-${entry.below}`, ...aliases] = [...(githubID ? [githubID] : []), ...CVE]
  const specific = { severity: entry.severity }
  const record: OsvRecord = byId.get(id) ?? {
    id,
    modified,
    aliases,
    summary: summary?.split('\n')[0],
    references: entry.info.map((url) => ({ type: 'WEB', url })),
    database_specific: specific,
    affected: [],
  }
  byId.set(id, record)
  const range = {
    type: 'SEMVER' as const,
    events: [{ introduced: asSemver(entry.atOrAbove ?? '0') }, { fixed: asSemver(entry.below) }],
  }
  const known = record.affected?.find((affected) => affected.package?.name === name)
  if (known) known.ranges?.push(range)
  else record.affected?.push({ package: { ecosystem: 'npm', name }, ranges: [range], ecosystem_specific: specific })
}

/** Old libraries number releases as 1.2 or 1.2.3.4; what is no version stays as it is, and compares as unknown. */
function asSemver(bound: string): string {
  if (bound === '0') return bound
  return semver.valid(bound, { loose: true }) ?? semver.coerce(bound)?.version ?? bound
}
