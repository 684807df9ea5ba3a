import fs from 'node:fs'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { BareCountError, type Fault } from '../../errors.ts'
import { type Job, PACKAGE_FOLDER } from '../../etl/job-package.ts'
import { type Notebook, placeInNotebook, readNotebook } from '../../etl/notebook.ts'
import { splitSql } from '../../etl/split-sql.ts'
import { parseSqlJob } from '../../etl/sql-job.ts'
import { checkPython } from './check-python.ts'
import { checkSqlSyntax } from './check-sql-syntax.ts'

export type JobSource = { engine: 'sql' | 'python' | 'notebook'; entry: string }

/** A script or a notebook of more is data. */
const MAX_ENTRY_BYTES = 8 * 1024 * 1024

/**
 * Understands the job in `folder`: its phases, and that its code parses. A notebook becomes a script in the package, and
 * loses its outputs. `work` is a folder for the checks' own use.
 * Throws `build_failed` saying where the fault is, by line and column, and by cell in a notebook.
 */
export async function readJob(folder: string, declared: JobSource, work: string, signal?: AbortSignal): Promise<Job> {
  const { engine, entry } = declared
  const text = await readEntry(folder, entry)
  const notebook = engine === 'notebook' ? readNotebook(text, entry) : undefined
  const common = { version: 1 as const, entry, ...(notebook && { cells: notebook.cells }) }
  const language = notebook?.language ?? (engine as 'sql' | 'python')
  const script = notebook ? `${PACKAGE_FOLDER}/script.${language === 'sql' ? 'sql' : 'py'}` : entry
  if (notebook) await writeNotebook(folder, entry, script, notebook)
  if (language === 'python') {
    const { functions, faults } = await checkPython(path.join(folder, script), signal)
    refuseFaults(faults, entry, notebook)
    return { ...common, language, script, functions }
  }
  const sql = notebook?.script ?? text
  // Syntax first: a misspelt word is no phase's statement either.
  const statements = splitSql(sql).filter((part) => 'text' in part)
  const syntax = await checkSqlSyntax(statements, work, signal)
  const { job, faults } = parseSqlJob(sql)
  refuseFaults(syntax.length ? syntax : faults, entry, notebook)
  return { ...common, language, ...job }
}

async function readEntry(folder: string, entry: string): Promise<string> {
  const file = path.join(folder, entry)
  const stat = fs.lstatSync(file, { throwIfNoEntry: false })
  if (!stat?.isFile()) {
    const message = `There is no file ${entry} in the job.`
    throw new BareCountError('build_failed', message, {
      faults: [{ path: 'runner.job.entry', message }],
      remedy: `Name one that is there: ${fs.readdirSync(folder).sort().slice(0, 10).join(', ')}.`,
    })
  }
  if (stat.size > MAX_ENTRY_BYTES) {
    throw new BareCountError('build_failed', `${entry} is larger than ${MAX_ENTRY_BYTES / 1024 ** 2} MiB.`, {
      remedy: 'Put its data into files of the job, below data.',
    })
  }
  return readFile(file, 'utf8')
}

async function writeNotebook(folder: string, entry: string, script: string, notebook: Notebook): Promise<void> {
  await mkdir(path.join(folder, PACKAGE_FOLDER), { recursive: true })
  await writeFile(path.join(folder, script), notebook.script)
  await writeFile(path.join(folder, entry), notebook.stripped)
}

/** All faults at once; the sentence is that of the first. */
function refuseFaults(faults: Fault[], entry: string, notebook: Notebook | undefined): void {
  const [first, ...more] = faults.map((fault) => placed(fault, entry, notebook))
  if (!first) return
  const others = more.length ? ` (and ${more.length} more)` : ''
  throw new BareCountError('build_failed', `${first.message}${others}`, {
    faults: [first, ...more],
    remedy: first.remedy ?? `Correct ${entry} and upload the source again.`,
  })
}

/** A fault whose sentence says where it is, in the words of what the author sees. */
function placed(fault: Fault, entry: string, notebook: Notebook | undefined): Fault {
  const { line = 1, column, message } = fault
  const inCell = notebook && placeInNotebook(notebook.cells, line)
  const where = inCell ? `${entry} cell ${inCell.cell}, line ${inCell.line}` : `${entry} line ${line}`
  return { ...fault, message: `${where}${column === undefined ? '' : `, column ${column}`}: ${message}` }
}
