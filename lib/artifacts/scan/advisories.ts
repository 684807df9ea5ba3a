import fs from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import { z } from 'zod'
import { digestOf } from '../../digest.ts'
import type { ScanDataset, SeverityName } from '../schema.ts'

/** An advisory in OSV form, as far as it is used. Source: ossf.github.io/osv-schema. */
export type Advisory = {
  id: string
  aliases: string[]
  summary: string
  severity: SeverityName
  references: string[]
  affected: { package: { ecosystem: 'npm'; name: string }; ranges: Range[] }[]
}
export type Range = { type: 'SEMVER'; events: ({ introduced: string } | { fixed: string })[] }

export type AdvisoryData = {
  dataset: ScanDataset
  /** By package name; a name that is not a key is not covered. */
  byPackage: ReadonlyMap<string, Advisory[]>
}

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

let held: AdvisoryData | undefined

/** The advisories that come with the product: Retire.js's own list, converted to OSV form. Read once a process. */
export function loadAdvisories(): AdvisoryData {
  held ??= readAdvisories()
  return held
}

function readAdvisories(): AdvisoryData {
  const require = createRequire(import.meta.url)
  const folder = path.resolve(path.dirname(require.resolve(PACKAGE)), '..')
  const bytes = fs.readFileSync(path.join(folder, 'vulnerabilities', 'RetireJsVulns.json'))
  const { version } = JSON.parse(fs.readFileSync(path.join(folder, 'package.json'), 'utf8')) as { version: string }
  const byPackage = convertRetire(JSON.parse(bytes.toString('utf8')))
  const advisories = [...byPackage.values()].flat()
  const digest = digestOf(bytes)
  const dataset: ScanDataset = {
    name: 'Retire.js vulnerabilities',
    version: `${PACKAGE}@${version}`,
    digest,
    date: PUBLISHED.get(digest) ?? null,
    newestCve: newestCve(advisories.flatMap(({ id, aliases }) => [id, ...aliases])),
    ecosystems: ['npm'],
    packagesCovered: byPackage.size,
    advisories: advisories.length,
  }
  return { dataset, byPackage }
}

/** Retire.js's list in OSV form, by npm name. Throws a ZodError when the list is not of the shape it had. Pure. */
export function convertRetire(value: unknown): Map<string, Advisory[]> {
  const byPackage = new Map<string, Advisory[]>()
  for (const [key, { npmname, vulnerabilities }] of Object.entries(retireFile.parse(value))) {
    if (NOT_PACKAGES.has(key)) continue
    const name = npmname ?? key
    const advisories = byPackage.get(name) ?? []
    byPackage.set(name, advisories)
    for (const entry of vulnerabilities) {
      const { CVE = [], githubID, summary = 'No summary was given.' } = entry.identifiers
      const [id, ...aliases] = [...(githubID ? [githubID] : []), ...CVE, `RETIRE-${name}-${entry.below}`]
      const range: Range = {
        type: 'SEMVER',
        events: [{ introduced: entry.atOrAbove ?? '0' }, { fixed: entry.below }],
      }
      const known = advisories.find((advisory) => advisory.id === id)
      if (known) known.affected[0]?.ranges.push(range)
      else
        advisories.push({
          id: id as string,
          aliases: aliases.filter((alias) => !alias.startsWith('RETIRE-')),
          summary: summary.split('\n')[0] as string,
          severity: entry.severity,
          references: entry.info,
          affected: [{ package: { ecosystem: 'npm', name }, ranges: [range] }],
        })
    }
  }
  return byPackage
}

function newestCve(ids: string[]): string | null {
  const numbered = ids.flatMap((id) => {
    const [, year, number] = /^CVE-(\d{4})-(\d+)$/.exec(id) ?? []
    return year && number ? [{ id, order: Number(year) * 1e8 + Number(number) }] : []
  })
  return numbered.sort((a, b) => b.order - a.order)[0]?.id ?? null
}
