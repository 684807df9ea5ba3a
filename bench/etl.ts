import { spawn } from 'node:child_process'
import { once } from 'node:events'
import fs from 'node:fs'
import path from 'node:path'
import { text } from 'node:stream/consumers'
import { homePath } from '#lib/env.ts'
import { openEtlHost } from '#lib/provisioning/targets/local/etl/etl-host.ts'
import { etlSpec, packJob, sqlJob } from '#lib/provisioning/targets/local/etl/testing/job-fixture.ts'
import { chooseConfinement } from '#lib/provisioning/targets/local/sandbox/choose-confinement.ts'
import { invocationOf } from '#lib/provisioning/targets/local/testing/function-fixture.ts'

// What a managed ETL run adds to its SQL: the same statements over the same files, in plain DuckDB in a bare Node process
// (start of the process to its end), and as a run on the local target (sandbox, checkpoints, fixed order, commit).

/** 3 million flights, so many times over. */
const REPEAT = 4
const ROUNDS = 5
const PARTITIONS = 8
const THREADS = 2
const MEMORY_MIB = 8192

const shipped = path.resolve('node_modules/vega-datasets/data')
const data = { flights: 'flights-3m.parquet', airports: 'airports.csv' }
const prepare = `create table place as select iata, city, radians(latitude) as lat, radians(longitude) as lon from airports;
create table flight as select date, delay, distance, origin, destination from flights, range(${REPEAT});
`
const routes = (where: string) => `select f.origin, o.city as origin_city, f.destination, d.city as destination_city,
  count(*) as flights, sum(f.delay) as total_delay, quantile_disc(f.delay, 0.95) as p95_delay,
  count(distinct f.date) as moments, min(f.distance) as distance
from flight f join place o on o.iata = f.origin join place d on d.iata = f.destination
${where} group by all`
const finish = `select origin, any_value(origin_city) as city, sum(flights) as flights, round(sum(total_delay) / sum(flights), 1) as mean_delay
from routes group by origin order by flights desc`

const scripts = {
  whole: `${prepare}-- @partition routes.parquet\n${routes('')};\n-- @finish airports.csv\n${finish}`,
  split: `${prepare}-- @partition routes.parquet\n${routes('where in_partition(f.origin)')};\n-- @finish airports.csv\n${finish}`,
}

await chooseConfinement() // found out once a process
const host = openEtlHost()
const ways = {
  plainWhole: () => bare(['']),
  runWhole: await hosted(scripts.whole, 1),
  plainSplit: () =>
    bare(Array.from({ length: PARTITIONS }, (_, index) => `where hash(f.origin) % ${PARTITIONS} = ${index}`)),
  runSplit: await hosted(scripts.split, PARTITIONS),
}
const taken: Record<keyof typeof ways, Taken[]> = { plainWhole: [], runWhole: [], plainSplit: [], runSplit: [] }
for (let round = 0; round < ROUNDS; round++) {
  // Each in turn, so that a busy minute of this machine is shared by all, and compared within the round.
  for (const way of Object.keys(ways) as (keyof typeof ways)[]) taken[way].push(await timed(ways[way]))
}
await host.stop()
const rows = `${3 * REPEAT} million rows`
const { plainWhole, runWhole, plainSplit, runSplit } = taken
for (const [unit, words] of [
  ['ms', ''],
  ['ms of processor', ', processor time'],
] as const) {
  figure(`plain DuckDB, ${rows}${words}`, unit, plainWhole)
  figure(`ETL run, in one partition${words}`, unit, runWhole, plainWhole, 'plain DuckDB')
  figure(`plain DuckDB, in ${PARTITIONS} statements${words}`, unit, plainSplit, plainWhole, 'plain DuckDB, in one')
  figure(`ETL run, in ${PARTITIONS} partitions${words}`, unit, runSplit, plainSplit, `plain DuckDB, in ${PARTITIONS}`)
}
process.exit()

async function hosted(script: string, partitions: number): Promise<() => Promise<number>> {
  const files = Object.entries(data).map(([name, file]) => [
    `data/${name}${path.extname(file)}`,
    fs.readFileSync(path.join(shipped, file)),
  ])
  const digest = await packJob({ 'main.sql': script, ...Object.fromEntries(files) }, sqlJob)
  const spec = etlSpec(digest, sqlJob, {
    ...{
      partitions,
      runnerId: `run_${partitions}`,
      memoryMib: MEMORY_MIB,
      vcpuMilli: THREADS * 1000,
      timeoutMs: 600_000,
    },
  })
  await host.prepare(spec)
  return async () => {
    const signal = new AbortController().signal
    const result = await host.invoke(spec, invocationOf({}), { signal, onLog: () => undefined })
    if (result.outcome !== 'succeeded') throw new Error(result.reason)
    return result.metrics?.processorMs ?? 0
  }
}

/** The same as a person would write it for themselves: a file for each condition, and the summary over them. */
async function bare(conditions: string[]): Promise<number> {
  const folder = fs.mkdtempSync(homePath('plain-'))
  const statements = [
    `create view flights as from '${path.join(shipped, data.flights)}'`,
    `create view airports as from '${path.join(shipped, data.airports)}'`,
    ...prepare.split(';').filter((statement) => statement.trim()),
    ...conditions.map(
      (where, index) => `copy (${routes(where)}) to '${folder}/${index}.parquet' (format parquet, compression zstd)`,
    ),
    `create view routes as from '${folder}/*.parquet'`,
    `copy (${finish}) to '${folder}/airports.csv' (format csv, header true)`,
  ]
  const program = `const { DuckDBInstance } = await import('@duckdb/node-api')
    const instance = await DuckDBInstance.create(':memory:', { threads: '${THREADS}', memory_limit: '${MEMORY_MIB}MiB' })
    const connection = await instance.connect()
    for (const statement of ${JSON.stringify(statements)}) await connection.run(statement)
    const { user, system } = process.cpuUsage()
    process.stdout.write(String((user + system) / 1000), () => process.exit(0))`
  const child = spawn(process.execPath, ['--input-type=module', '-e', program], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const said = text(child.stdout)
  const [code] = await once(child, 'exit')
  if (code !== 0) throw new Error('plain DuckDB failed')
  fs.rmSync(folder, { recursive: true })
  return Number(await said)
}

/** How long something took, and how long processors worked for it, which other work on the machine changes less. */
type Taken = { ms: number; 'ms of processor': number }

async function timed(work: () => Promise<number>): Promise<Taken> {
  const [start, own] = [performance.now(), process.cpuUsage()]
  const inside = await work()
  const ms = performance.now() - start
  const { user, system } = process.cpuUsage(own)
  return { ms, 'ms of processor': inside + (user + system) / 1000 }
}

/** Prints the figure; its ratio to `base` is the median of those of each round. */
function figure(name: string, unit: 'ms' | 'ms of processor', all: Taken[], base?: Taken[], against?: string): void {
  const values = all.map((one) => one[unit])
  const ratios = base?.map((one, round) => (values[round] ?? 0) / one[unit])
  const compared = ratios ? { against, ratio: at(ratios, 0.5) } : {}
  console.log(
    JSON.stringify({ name, p50: at(values, 0.5), p95: at(values, 0.95), n: values.length, unit: 'ms', ...compared }),
  )
}

function at(values: number[], share: number): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length * share)] ?? 0
}
