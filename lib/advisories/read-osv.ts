import { z } from 'zod'
import { normalName } from '../artifacts/scan/versions/comparator.ts'
import { nestsDeeper } from '../runs/storable-json.ts'
import { type AdvisoryRecord, type AffectedPackage, type OsvRecord, osvSchema } from './osv.ts'
import { rateSeverity, scoreOf } from './rate-severity.ts'

const MAX_SUMMARY = 300
/** Levels of lists and objects; those of osv.dev have eight. */
const MAX_DEPTH = 100

/** An OSV record as it is kept, or why it cannot be. Pure. */
export function readOsv(json: string): { record: AdvisoryRecord } | { fault: string } {
  let value: unknown
  try {
    value = JSON.parse(json)
    if (nestsDeeper(value, MAX_DEPTH)) return { fault: `It is nested deeper than ${MAX_DEPTH} levels.` }
    if (!isStorable(json)) value = JSON.parse(mend(value))
  } catch (error) {
    return { fault: `It is not JSON: ${(error as Error).message}` }
  }
  const parsed = osvSchema.safeParse(value)
  if (!parsed.success) return { fault: z.prettifyError(parsed.error).split('\n').slice(0, 2).join(' ') }
  return { record: toRecord(parsed.data) }
}

const isStorable = (json: string) => !/\\u(0000|d[89a-f])/i.test(json) && json.isWellFormed()

/** The database keeps neither NUL nor half a surrogate pair; an advisory is not to be lost for one in its prose. */
function mend(value: unknown): string {
  // Written anew, so that what is left as an escape is what cannot be written otherwise.
  return JSON.stringify(value).replace(/(?<!\\)((?:\\\\)*)\\u(?:0000|d[89a-f]\w\w)/g, '$1\ufffd')
}

/** Takes an OSV record apart: what is asked by has a column, the rest is kept as it came. Pure. */
export function toRecord(osv: OsvRecord): AdvisoryRecord {
  const { affected, ...body } = osv
  const score = scoreOf(osv.severity ?? [])
  const [first] = affected ?? []
  return {
    id: osv.id,
    modified: osv.modified,
    withdrawn: osv.withdrawn ?? null,
    severity: rateSeverity(score, osv.database_specific, first?.database_specific, first?.ecosystem_specific),
    score,
    summary: summaryOf(osv),
    aliases: osv.aliases ?? [],
    references: (osv.references ?? []).map(({ url }) => url),
    body,
    affected: (affected ?? []).flatMap(affectedPackage),
  }
}

function affectedPackage(entry: NonNullable<OsvRecord['affected']>[number]): AffectedPackage[] {
  if (!entry.package) return []
  const { ecosystem, name } = entry.package
  const ranges = (entry.ranges ?? []).flatMap(({ type, events }) => (type === 'GIT' ? [] : { type, events }))
  const rated = rateSeverity(scoreOf(entry.severity ?? []), entry.ecosystem_specific, entry.database_specific)
  return [
    {
      ecosystem,
      name: normalName(ecosystem, name),
      ranges,
      versions: entry.versions ?? [],
      severity: rated === 'unknown' ? null : rated,
    },
  ]
}

/** One line for a table: the summary, or how the details begin. */
function summaryOf({ summary, details }: OsvRecord): string {
  const line = (summary || details || '').replace(/\s+/g, ' ').trim()
  if (!line) return 'No summary was given.'
  return line.length > MAX_SUMMARY ? `${line.slice(0, MAX_SUMMARY - 1)}…` : line
}
