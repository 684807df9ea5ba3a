import { z } from 'zod'
import { BareCountError } from '../errors.ts'

export type NotebookLanguage = 'sql' | 'python'

/** A notebook as a script, and as it is packed. */
export type Notebook = {
  language: NotebookLanguage
  /** The code cells in order. */
  script: string
  /** Where each code cell begins in the script; cells are counted from 1, text cells included. */
  cells: { cell: number; line: number }[]
  /** The notebook without outputs and execution counts, in a fixed form: running it again changes nothing here. */
  stripped: string
}

const source = z.union([z.string(), z.array(z.string())]).transform((lines) => [lines].flat().join(''))
const cell = z.looseObject({ cell_type: z.enum(['code', 'markdown', 'raw']), source })
const notebook = z.looseObject({
  nbformat: z.literal(4),
  nbformat_minor: z.int(),
  metadata: z.looseObject({
    kernelspec: z.looseObject({ name: z.string(), language: z.string().optional() }).optional(),
    language_info: z.looseObject({ name: z.string() }).optional(),
  }),
  cells: z.array(cell),
})

/** What people's SQL kernels and magics call the language. */
const languages: Record<string, NotebookLanguage> = {
  python: 'python',
  python3: 'python',
  ipython: 'python',
  ipykernel: 'python',
  sql: 'sql',
  duckdb: 'sql',
  xsql: 'sql',
}

/**
 * Reads a notebook of nbformat 4 (nbformat.readthedocs.io/en/latest/format_description.html). Pure.
 * Throws `build_failed` when it is no notebook, or names no kernel whose language can be run here.
 */
export function readNotebook(text: string, name: string): Notebook {
  const parsed = parse(text, name)
  const language = languageOf(parsed.metadata, name)
  const cells: Notebook['cells'] = []
  const lines: string[] = []
  for (const [index, { cell_type, source }] of parsed.cells.entries()) {
    if (cell_type !== 'code' || !source.trim()) continue
    cells.push({ cell: index + 1, line: lines.length + 1 })
    lines.push(...withoutMagic(source, language, { name, cell: index + 1 }))
  }
  if (!cells.length) throw failed(`${name} has no code cells.`, 'Put the job into code cells.')
  return { language, script: `${lines.join('\n')}\n`, cells, stripped: strippedText(parsed) }
}

function parse(text: string, name: string): z.output<typeof notebook> {
  let json: unknown
  try {
    json = JSON.parse(text.replace(/^\uFEFF/, ''))
  } catch (error) {
    throw failed(`${name} is not JSON: ${(error as Error).message}.`, 'Save the notebook again and upload it.')
  }
  const version = (json as { nbformat?: unknown } | null)?.nbformat
  if (typeof version === 'number' && version !== 4) {
    throw failed(
      `${name} is of nbformat ${version}; only 4 is run here.`,
      'Convert it: jupyter nbconvert --to notebook.',
    )
  }
  const result = notebook.safeParse(json)
  if (result.success) return result.data
  const issue = result.error.issues[0]
  const where = issue?.path.length ? ` at ${issue.path.join('.')}` : ''
  throw failed(`${name} is not a notebook${where}: ${issue?.message}.`, 'Save it with Jupyter as nbformat 4.')
}

function languageOf({ kernelspec, language_info }: z.output<typeof notebook>['metadata'], name: string) {
  const named = [kernelspec?.language, language_info?.name, kernelspec?.name].filter((one) => one !== undefined)
  const known = named.map((one) => languages[one.toLowerCase()]).find((one) => one !== undefined)
  if (known) return known
  if (named.length) {
    throw failed(
      `${name} wants the kernel ${named.join(', ')}, which is not run here.`,
      'Choose a kernel of the language python or sql.',
    )
  }
  throw failed(
    `${name} names no kernel, so nobody knows its language.`,
    'Open it, choose a kernel (python or sql), and save it: metadata.kernelspec is then there.',
  )
}

/** A cell's lines, without the magic that says what the kernel says already. Others need a live notebook. */
function withoutMagic(text: string, language: NotebookLanguage, at: { name: string; cell: number }): string[] {
  const lines = text.split(/\r?\n/)
  const ownMagic = language === 'sql' ? /^\s*%%(sql|duckdb)\b/ : /^\s*%matplotlib\b/
  return lines.map((line, index) => {
    if (ownMagic.test(line) && (language === 'python' || index === 0)) return ''
    const magic = language === 'python' ? /^\s*(%%?\w+|!\S+)/.exec(line) : index === 0 && /^\s*(%%\w+)/.exec(line)
    if (!magic) return line
    throw failed(
      `${at.name} cell ${at.cell}, line ${index + 1}: ${magic[1]} works only in a live notebook.`,
      'Remove it, or write what it does in the language of the notebook.',
    )
  })
}

/** Jupyter's own form: one space of indentation, sources as lists of lines, outputs and counts gone. */
function strippedText(parsed: z.output<typeof notebook>): string {
  const { kernelspec, language_info } = parsed.metadata
  const cells = parsed.cells.map(({ id, cell_type, source }) => ({
    cell_type,
    ...(typeof id === 'string' ? { id } : {}),
    metadata: {},
    ...(cell_type === 'code' ? { execution_count: null, outputs: [] } : {}),
    source: source.split(/(?<=\n)/),
  }))
  const metadata = {
    ...(kernelspec ? { kernelspec } : {}),
    ...(language_info ? { language_info: { name: language_info.name } } : {}),
  }
  const { nbformat, nbformat_minor } = parsed
  return `${JSON.stringify({ cells, metadata, nbformat, nbformat_minor }, null, 1)}\n`
}

/** `cell 3, line 2` of a line of the script. Pure. */
export function placeInNotebook(cells: Notebook['cells'], line: number): { cell: number; line: number } | undefined {
  const found = cells.findLast((one) => one.line <= line)
  return found && { cell: found.cell, line: line - found.line + 1 }
}

const failed = (sentence: string, remedy: string) =>
  new BareCountError('build_failed', sentence, { remedy, faults: [{ path: 'runner.job.entry', message: sentence }] })
