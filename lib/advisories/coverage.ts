import { comparatorOf } from '../artifacts/scan/versions/comparator.ts'
import { type ComponentToMatch, filedUnder } from './match-components.ts'
import type { SqlReader } from './sql-reader.ts'

/** What a source says of itself, as far as coverage needs it. */
export type SourceCoverage = { ecosystems: readonly string[]; completeFor: readonly string[] }

/**
 * Package URLs of the components nothing can be said of: no source has their name, and none claims to have every
 * advisory of their ecosystem; or their version is none that can be compared. Unknown is never clean.
 */
export async function unknownComponents(
  reader: SqlReader,
  sources: readonly SourceCoverage[],
  components: readonly ComponentToMatch[],
): Promise<string[]> {
  const doubtful = components.filter(({ ecosystem }) => !sources.some((source) => isCompleteFor(source, ecosystem)))
  const named = await namesKnown(reader, doubtful.map(filedUnder))
  const nameless = new Set(doubtful.filter((component) => !named.has(keyOf(filedUnder(component)))))
  return components
    .filter((component) => nameless.has(component) || !isComparable(filedUnder(component)))
    .map(({ purl }) => purl)
}

/**
 * Whether a source has every advisory there is for an ecosystem. One that is complete for Debian is so for the releases
 * it knows of, and says nothing about packages of no release. Pure.
 */
export function isCompleteFor({ ecosystems, completeFor }: SourceCoverage, ecosystem: string): boolean {
  const [family = ''] = ecosystem.split(':')
  return ecosystems.includes(ecosystem) && (completeFor.includes(ecosystem) || completeFor.includes(family))
}

const keyOf = ({ ecosystem, name }: { ecosystem: string; name: string }) => `${ecosystem}\n${name}`

function isComparable({ ecosystem, version }: { ecosystem: string; version: string }): boolean {
  return comparatorOf(ecosystem)?.isVersion(version) ?? false
}

async function namesKnown(reader: SqlReader, packages: { ecosystem: string; name: string }[]): Promise<Set<string>> {
  if (!packages.length) return new Set()
  const rows = await reader.$queryRaw<{ ecosystem: string; name: string }[]>`
    select distinct asked.ecosystem, asked.name
    from unnest(${packages.map(({ ecosystem }) => ecosystem)}::text[], ${packages.map(({ name }) => name)}::text[])
      as asked(ecosystem, name)
    where exists (
      select 1 from "AdvisoryAffected" f where f.ecosystem = asked.ecosystem and f.name = asked.name
    )`
  return new Set(rows.map(keyOf))
}
