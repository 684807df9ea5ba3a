import type { Fault } from '../errors.ts'
import type { JobOutput, SqlJob } from './job-package.ts'
import { type SqlMarker, type SqlStatement, splitSql } from './split-sql.ts'

type Phase = 'prepare' | 'partition' | 'finish'
/** `line` is that of the marker, 0 when there is none. */
type Section = { phase: Phase; line: number; output: JobOutput | undefined; statements: SqlStatement[] }

const order: Phase[] = ['prepare', 'partition', 'finish']
const DEFAULT_OUTPUT: Record<'partition' | 'finish', JobOutput> = {
  partition: { name: 'partitions', format: 'parquet' },
  finish: { name: 'result', format: 'parquet' },
}

/** A statement that only reads, and so can be a result. */
const reads = /^(\(|select|with|from|values|pivot|unpivot|table)\b|^\(/i
/** What may come before a result. Everything else would reach out of the job, or change how the engine runs. */
const changes = /^(create|insert|update|delete|merge|drop|alter|truncate|set\s+variable|analyze)\b/i
/** Partitions share one database; what is temporary belongs to one of them. */
const ownChanges = /^(create\s+(or\s+replace\s+)?(temp|temporary)|set\s+variable)\b/i

export type ParsedSqlJob = Omit<SqlJob, 'version' | 'entry' | 'language' | 'cells'>

/**
 * The phases of a SQL job: what stands below `-- @prepare`, `-- @partition` and `-- @finish`. A script without markers
 * is prepared by all its statements but the last, which is its result. Pure; faults say where and what to do.
 */
export function parseSqlJob(script: string): { job: ParsedSqlJob; faults: Fault[] } {
  const faults: Fault[] = []
  const report = (at: { line: number; column?: number }, message: string, remedy: string) =>
    faults.push({ path: 'runner.job.entry', line: at.line || 1, column: at.column ?? 1, message, remedy })
  const sections = sectionsOf(splitSql(script), report)
  const of = (phase: Phase) => sections.find((section) => section.phase === phase)

  const prepare = of('prepare')?.statements ?? []
  for (const statement of prepare) {
    if (changes.test(statement.text)) continue
    const sentence = reads.test(statement.text)
      ? 'A query in @prepare has no effect'
      : `${firstWords(statement)} is not for jobs`
    report(statement, `${sentence}.`, 'Create tables and views here; end with @partition or @finish and a query.')
  }
  const step = (phase: 'partition' | 'finish') => {
    const section = of(phase)
    if (!section) return undefined
    const setup = section.statements.slice(0, -1)
    const query = section.statements.at(-1)
    if (!query || !reads.test(query.text)) {
      const what = section.line ? `@${phase}` : 'The script'
      report(query ?? section, `${what} ends without a query.`, 'Its last statement is its result: select … .')
      return undefined
    }
    for (const statement of setup) {
      if ((phase === 'partition' ? ownChanges : changes).test(statement.text)) continue
      const remedy =
        phase === 'partition'
          ? 'Partitions run side by side: only create temp … and set variable … may come before the query.'
          : 'Only tables, views and variables may come before the query.'
      report(statement, `${firstWords(statement)} is not for @${phase}.`, remedy)
    }
    return { setup, query, output: section.output ?? DEFAULT_OUTPUT[phase] }
  }
  const [partition, finish] = [step('partition'), step('finish')]
  if (!partition && !finish && !faults.length) report({ line: 1 }, 'The job has no result.', 'End it with a query.')
  if (partition && finish && partition.output.name === finish.output.name) {
    report(of('finish') as Section, 'Both outputs have the same name.', 'Name one of them otherwise after its marker.')
  }
  return { job: { prepare, ...(partition && { partition }), ...(finish && { finish }) }, faults }
}

type Report = (at: { line: number; column?: number }, message: string, remedy: string) => void

function sectionsOf(parts: (SqlStatement | SqlMarker)[], report: Report): Section[] {
  const section = (phase: Phase, line: number): Section => ({ phase, line, output: undefined, statements: [] })
  if (!parts.some((part) => 'marker' in part)) {
    const statements = parts as SqlStatement[]
    const whole = { ...section('finish', 0), statements: statements.slice(-1) }
    return [{ ...section('prepare', 1), statements: statements.slice(0, -1) }, whole]
  }
  let current = section('prepare', 1)
  const sections = [current]
  for (const part of parts) {
    if ('text' in part) {
      current.statements.push(part)
      continue
    }
    const [word = '', name, ...more] = part.marker.split(/\s+/)
    const phase = order.find((one) => one === word)
    if (!phase) {
      report(part, `There is no @${word}.`, 'The markers are @prepare, @partition and @finish.')
      continue
    }
    const before = sections.find((one) => one.phase === phase)
    if (before && (before.statements.length || before !== current)) {
      report(part, `@${phase} is there twice.`, 'Put its statements together.')
    } else if (order.indexOf(phase) < order.indexOf(current.phase)) {
      report(part, `@${phase} comes after @${current.phase}.`, 'The order is @prepare, @partition, @finish.')
    }
    current = before === current ? current : section(phase, part.line)
    if (!sections.includes(current)) sections.push(current)
    if (name !== undefined) current.output = outputOf(part, name, more, phase, report)
  }
  return sections
}

function outputOf(at: SqlMarker, name: string, more: string[], phase: Phase, report: Report): JobOutput | undefined {
  const [, stem, format] = /^([a-z][a-z0-9_]{0,62})\.(parquet|csv|jsonl)$/.exec(name) ?? []
  if (phase !== 'prepare' && stem && !more.length) return { name: stem, format: format as JobOutput['format'] }
  report(
    at,
    `${[name, ...more].join(' ')} is no name for an output of @${phase}.`,
    'E.g. @partition routes.parquet: small letters, digits and _, then .parquet, .csv or .jsonl.',
  )
  return undefined
}

const firstWords = ({ text }: SqlStatement) => text.split(/\s+/).slice(0, 2).join(' ').toUpperCase().slice(0, 30)
