import fs from 'node:fs'
import pg from 'pg'
import type { Actor } from '#lib/auth/actor.ts'
import type { RunFilters } from '#lib/runs/schema.ts'
import { printFigure, timesOf } from '#scripts/bench/print-figure.ts'

// The whole answer behind the runs list, of a tenant with few runs and of one with millions; how the database finds the
// runs of each is kept in docs/list-plans.md. LIST_RUNS sets how many.

const FEW = 10_000
const MANY = Number(process.env.LIST_RUNS ?? 5_000_000)
const REPEATS = 40
const PLANS = 'docs/list-plans.md'

const { heard } = await import('#lib/db/testing/heard.ts')
const { makeActor } = await import('#lib/auth/actor.ts')
const { listRuns } = await import('#lib/runs/list-runs.ts')
const { runStrips } = await import('#lib/runs/run-strips.ts')
const { fillRuns } = await import('./list/fill-runs.ts')

const owner = new pg.Client({ connectionString: process.env.BENCH_OWNER_URL })
await owner.connect()
await fillRuns(owner, [
  { tenantId: 'ten_few', runs: FEW },
  { tenantId: 'ten_many', runs: MANY },
])
const actor = (tenantId: string): Actor =>
  makeActor({
    ...{ kind: 'user', userId: 'usr_1', label: 'bench', tenantId, tenantSlug: tenantId, roles: ['engineer'] },
    platformAdmin: false,
  })
const [few, many] = [actor('ten_few'), actor('ten_many')]
const later = (await listRuns(many, { limit: 200 })).next
const lists: [string, RunFilters & { cursor?: string | undefined }][] = [
  ['the newest', {}],
  ['a later page', { cursor: later }],
  ['of a runner', { runnerId: 'run_7' }],
  ['of a pipeline', { pipeline: 'p3' }],
  ['of a pipeline, failed', { pipeline: 'p3', status: 'failed' }],
  ['of a class', { class: 'container' }],
  ['of an environment', { environment: 'prod' }],
  ['that failed', { status: 'failed' }],
  ['that succeeded', { status: 'succeeded' }],
  ['with a cause', { cause: 'timeout' }],
  ['that a replay began', { origin: 'replay' }],
  ['of a token', { token: 't4242' }],
  ['of a correlation', { correlationId: 'c42' }],
  ['of the last day', { since: '24h' }],
  ['of a class, an environment and an origin', { class: 'container', environment: 'prod', origin: 'api' }],
  ['like none there is', { class: 'managed_etl', environment: 'prod', origin: 'manual' }],
]

const kept = [`# How lists of runs are found`, '', `Kept by \`npm run bench list\`, of ${figure(MANY)} runs.`]
for (const [name, filters] of lists) {
  const { cursor: _, ...same } = filters
  const base = printFigure(`runs, ${name}, of ${figure(FEW)}`, await timesOf(REPEATS, () => listRuns(few, same)))
  const asked = () => listRuns(many, filters)
  printFigure(`runs, ${name}, of ${figure(MANY)}`, await timesOf(REPEATS, asked), base, `of ${figure(FEW)}`)
  kept.push(...(await planOf(name, asked)))
}
const runnerIds = Array.from({ length: 8 }, (_, i) => `run_${i}`)
printFigure(`strips of 8 runners, of ${figure(MANY)}`, await timesOf(REPEATS, () => runStrips(many, runnerIds)))
fs.writeFileSync(PLANS, `${kept.join('\n')}\n`)
await owner.end()
process.exit()

/** The plan of the statement that finds the runs, as it was carried out. */
async function planOf(name: string, ask: () => Promise<unknown>): Promise<string[]> {
  heard.length = 0
  await ask()
  const finding = heard.find(({ query }) => /found\.id from/.test(query))
  if (!finding) return []
  const explain = `explain (analyze, buffers, costs off, timing off) ${finding.query}`
  const { rows } = await owner.query(explain, JSON.parse(finding.params) as unknown[])
  return ['', `## ${name}`, '', '```', ...rows.map((row) => String(Object.values(row)[0])), '```']
}

function figure(count: number): string {
  return count.toLocaleString('en-US')
}
