import type { SeverityName } from '../artifacts/severities.ts'
import type { VersionRange } from './osv.ts'
import type { SqlReader } from './sql-reader.ts'

/** What an advisory in force says of one package. */
export type Candidate = {
  ecosystem: string
  name: string
  advisoryId: string
  source: string
  aliases: string[]
  severity: SeverityName
  score: number | null
  summary: string
  ranges: VersionRange[]
  versions: string[]
}

type PackageName = { ecosystem: string; name: string }

/** The advisories about each package, by `ecosystem\nname`; the versions are for the caller to judge. */
export async function candidatesFor(
  reader: SqlReader,
  packages: readonly PackageName[],
): Promise<Map<string, Candidate[]>> {
  const asked = [...new Map(packages.map((found) => [`${found.ecosystem}\n${found.name}`, found])).values()]
  if (!asked.length) return new Map()
  const rows = await reader.$queryRaw<Candidate[]>`
    select f.ecosystem, f.name, f."advisoryId", s.name as source, a.aliases, a.score, a.summary, f.ranges, f.versions,
      coalesce(f.severity, a.severity) as severity
    from unnest(${asked.map(({ ecosystem }) => ecosystem)}::text[], ${asked.map(({ name }) => name)}::text[])
      as asked(ecosystem, name)
    join "AdvisoryAffected" f on f.ecosystem = asked.ecosystem and f.name = asked.name
    join "Advisory" a on a."sourceId" = f."sourceId" and a.id = f."advisoryId" and a.withdrawn is null
    join "AdvisorySource" s on s.id = f."sourceId"
    order by f."advisoryId", s.name, f.ordinal`
  return Map.groupBy(rows, ({ ecosystem, name }) => `${ecosystem}\n${name}`)
}
