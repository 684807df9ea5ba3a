import { z } from 'zod'

/** Folder of the package that the build writes; a source may not bring its own. */
export const PACKAGE_FOLDER = '.barecount'
/** What the build understood of the job, read by the runtime. */
export const DESCRIPTION_FILE = `${PACKAGE_FOLDER}/job.json`

const place = { line: z.int(), column: z.int() }
const sqlStatement = z.strictObject({ text: z.string(), ...place })
const output = z.strictObject({ name: z.string(), format: z.enum(['parquet', 'csv', 'jsonl']) })
const sqlStep = z.strictObject({
  /** Run before the query, on the same connection. */
  setup: z.array(sqlStatement),
  query: sqlStatement,
  output,
})

const common = {
  version: z.literal(1),
  /** File of the source that is run, for messages. */
  entry: z.string(),
  /** Where the cells of a notebook begin in the script, so that messages can name the cell. */
  cells: z.array(z.strictObject({ cell: z.int(), line: z.int() })).optional(),
}

const sqlJob = z.strictObject({
  ...common,
  language: z.literal('sql'),
  prepare: z.array(sqlStatement),
  partition: sqlStep.optional(),
  finish: sqlStep.optional(),
})

const pythonJob = z.strictObject({
  ...common,
  language: z.literal('python'),
  /** File of the package that holds the code. */
  script: z.string(),
  /** Which of its functions are there. None: the script is run whole. */
  functions: z.array(z.enum(['prepare', 'partition', 'finish'])),
})

/** A job as its package describes it (docs/formats/jobs.md). */
export const jobSchema = z.discriminatedUnion('language', [sqlJob, pythonJob])
export type Job = z.infer<typeof jobSchema>
export type SqlJob = z.infer<typeof sqlJob>
export type JobOutput = z.infer<typeof output>

/** Whether the work is split into partitions at all. Pure. */
export function isPartitioned(job: Job): boolean {
  return job.language === 'sql' ? job.partition !== undefined : job.functions.includes('partition')
}

/** Folder and kind of the files that the partitions make. Pure. */
export function partitionOutput(job: Job): { name: string; format: string } {
  return (job.language === 'sql' ? job.partition?.output : undefined) ?? { name: 'partitions', format: 'jsonl' }
}

/** All statements of a SQL job, in order. Pure. */
export function statementsOf(job: Pick<SqlJob, 'prepare' | 'partition' | 'finish'>): SqlJob['prepare'] {
  const steps = [job.partition, job.finish].flatMap((step) => (step ? [...step.setup, step.query] : []))
  return [...job.prepare, ...steps]
}
