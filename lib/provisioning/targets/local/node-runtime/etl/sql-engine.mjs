import fs from 'node:fs'
import path from 'node:path'
import { DuckDBInstance } from '@duckdb/node-api'
import { ordered } from './ordered.mjs'
import { defineTables, identifier, literal } from './sql-tables.mjs'

/** Fixed, so that the same rows are the same bytes. */
const formats = {
  parquet: '(format parquet, compression zstd, row_group_size 122880)',
  csv: '(format csv, header true)',
  jsonl: '(format json)',
}
const ANSWER_ROWS = 100
const ANSWER_BYTES = 256 * 1024

/** DuckDB in this process: one database, a connection for each partition. */
export async function openSqlEngine(plan) {
  const { job, folders } = plan
  const spill = path.join(folders.tmp, 'spill')
  const instance = await DuckDBInstance.create(':memory:', {
    threads: String(plan.threads),
    memory_limit: `${plan.engineMemoryMib}MiB`,
    temp_directory: spill,
    autoinstall_known_extensions: 'false',
    autoload_known_extensions: 'false',
    allow_community_extensions: 'false',
  })
  const main = await instance.connect()
  // As an option of the database it is shown and not obeyed (DuckDB 1.5).
  await main.run(`set max_temp_directory_size = '${Math.floor(spillLimit(plan))}B'`)
  const readable = [folders.data, folders.tmp, folders.parts, folders.out].map((folder) => literal(folder))
  await main.run(`set allowed_directories = [${readable.join(', ')}]`)
  await main.run('set enable_external_access = false')
  await main.run('set lock_configuration = true')

  const connect = async (partition) => {
    const connection = await instance.connect()
    for (const [name, value] of Object.entries(plan.variables)) await setVariable(connection, name, value)
    await setVariable(connection, 'partitions', plan.partitions)
    if (partition !== undefined) await setVariable(connection, 'partition', partition)
    return connection
  }

  /** Runs a step's statements and writes its result; the number of its rows. */
  const write = async (connection, { setup, query, output }, file) => {
    for (const statement of setup) await connection.run(statement)
    fs.mkdirSync(path.dirname(file), { recursive: true })
    const sorted = await ordered(connection, query)
    const copy = `copy (${sorted}\n) to ${literal(file)} ${formats[output.format]}`
    const result = await connection.runAndReadAll(copy).catch(async (error) => {
      // Its own text knows where it stands in the script; the sorted one does not.
      if (/\nLINE \d/.test(error.message)) await connection.run(query)
      throw error
    })
    return Number(result.getRows()[0]?.[0] ?? 0)
  }

  let preparing
  return {
    async prepare() {
      preparing = await connect()
      await defineTables(preparing, plan)
      await preparing.run("create macro partition_of(key) as (hash(key) % getvariable('partitions'))::usmallint")
      await preparing.run("create macro in_partition(key) as partition_of(key) = getvariable('partition')")
      for (const statement of job.prepare) await preparing.run(statement)
    },
    async partition(index) {
      const connection = await connect(index)
      try {
        return { rows: await write(connection, job.partition, path.join(folders.out, 'parts', plan.files[index])) }
      } finally {
        connection.closeSync()
      }
    },
    async finish() {
      if (!job.finish) return {}
      if (job.partition) {
        const files = plan.files.map((name) => literal(path.join(folders.parts, name)))
        const view = identifier(job.partition.output.name)
        await preparing.run(`create view ${view} as from ${reader(job.partition.output.format)}([${files.join(', ')}])`)
      }
      const { name, format } = job.finish.output
      const file = path.join(folders.out, 'result', `${name}.${format}`)
      const rows = await write(preparing, job.finish, file)
      return { rows, answer: await answerOf(main, file, format, rows) }
    },
    spilledBytes: peakOf(spill),
    inProcess: true,
  }
}

/** Spilling stops before it takes the last of the disk, which others need too. */
const SPILL_SHARE = 0.9
function spillLimit({ folders, maxSpillBytes }) {
  const { bavail, bsize } = fs.statfsSync(folders.tmp)
  return Math.min(bavail * bsize * SPILL_SHARE, maxSpillBytes ?? Number.POSITIVE_INFINITY)
}

const reader = (format) => ({ parquet: 'read_parquet', csv: 'read_csv', jsonl: 'read_json' })[format]

async function setVariable(connection, name, value) {
  const text = typeof value === 'string' ? literal(value) : String(value)
  await connection.run(`set variable ${identifier(name)} = ${text}`)
}

/** The first rows of the result as JSON text, as long as they are small and JSON can say them. */
async function answerOf(connection, file, format, rows) {
  const output = path.basename(file)
  const read = `select to_json(t)::varchar from ${reader(format)}(${literal(file)}) t limit ${ANSWER_ROWS}`
  const first = rows ? (await connection.runAndReadAll(read)).getRows().map(([row]) => row) : []
  try {
    const table = JSON.parse(`[${first.join(',')}]`)
    const answer = JSON.stringify({ rows, output, table })
    if (Buffer.byteLength(answer) <= ANSWER_BYTES) return answer
  } catch {
    // NaN and infinities are in the file, not in JSON.
  }
  return JSON.stringify({ rows, output })
}

/** The most that the files in `folder` held at any look. */
function peakOf(folder) {
  let peak = 0
  return () => {
    const names = fs.existsSync(folder) ? fs.readdirSync(folder) : []
    const sizes = names.map((name) => fs.statSync(path.join(folder, name), { throwIfNoEntry: false })?.size ?? 0)
    peak = Math.max(
      peak,
      sizes.reduce((sum, size) => sum + size, 0),
    )
    return peak
  }
}
