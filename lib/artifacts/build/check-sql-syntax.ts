import { writeFile } from 'node:fs/promises'
import path from 'node:path'
import { z } from 'zod'
import { BareCountError, type Fault } from '../../errors.ts'
import type { SqlStatement } from '../../etl/split-sql.ts'
import { atItsPlace, readSqlComplaint } from '../../etl/sql-position.ts'
import { runTool } from './run-tool.ts'

const TIMEOUT_MS = 60_000
const program = path.join(import.meta.dirname ?? '', 'parse-sql.ts')
const answer = z.array(z.object({ index: z.int(), error: z.string() }))

/**
 * Has the engine parse each statement, in a process of its own, without running anything. Tables and columns are not
 * looked up: they are made when the job runs. Returns the syntax errors, each with its place in the script.
 * `work` is a folder for its own use. Throws `build_failed` when the engine does not survive it.
 */
export async function checkSqlSyntax(
  statements: readonly SqlStatement[],
  work: string,
  signal?: AbortSignal,
): Promise<Fault[]> {
  const file = path.join(work, 'statements.json')
  await writeFile(file, JSON.stringify(statements.map(atItsPlace)))
  const result = await runTool(process.execPath, ['--disable-warning=ExperimentalWarning', program, file], {
    timeoutMs: TIMEOUT_MS,
    signal,
  })
  const said = result.code === 0 ? answer.safeParse(JSON.parse(result.stdout)) : undefined
  if (!said?.success) {
    const why = result.timedOut ? `took longer than ${TIMEOUT_MS / 1000} s` : 'ended the engine that parsed it'
    throw new BareCountError('build_failed', `The SQL ${why}.`, { remedy: 'Write it in smaller statements.' })
  }
  return said.data.map(({ index, error }) => {
    const statement = statements[index] as SqlStatement
    const { line = statement.line, column, message } = readSqlComplaint(error, statements)
    return { path: 'runner.job.entry', line, message, ...(column === undefined ? {} : { column }) }
  })
}
