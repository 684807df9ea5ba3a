import fs from 'node:fs'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { type Command, Option } from 'commander'
import { formatMicros } from '#lib/cost/money.ts'
import { sayDuration } from '#lib/say-duration.ts'
import { runsOf, type UsageRow, usageGroups } from '#lib/usage/schema.ts'
import { sayError, sayLimit, sayProjection, sayShort } from '#lib/usage/words.ts'
import type { Context } from '../context.ts'
import { pageLines } from '../page-lines.ts'

type Filters = { month?: string; env?: string; class?: string; pipeline?: string }
type Limit = Parameters<typeof sayLimit>[0] & Parameters<typeof sayProjection>[0]
type Compared = {
  name: string
  environment: string
  error: number | null
  estimate: { byUse: number } | null
  measured: { byUse: number } | null
}
type Large = {
  name: string
  environment: string
  runnerClass: string
  size: string
  peakMemoryMib: number
  offered: boolean
  suggestion: { size: string; saving: number; savingAtWorst: number }
}
type Tenant = { slug: string; costMicros: number; usedMs: number; budget: number | null }

/** `barecount usage [show]|limits|estimates|sizes|tenants|export`. */
export function registerUsageCommands(program: Command, context: Context): void {
  const usage = program.command('usage').description('what runs used and cost, and the limits they live within')
  narrowed(usage.command('show', { isDefault: true }))
    .addOption(new Option('--by <group>', 'what it is broken down by').choices(usageGroups).default('class'))
    .option('--cursor <cursor>', '`next` of the page before')
    .description('a month of runs, the dearest first')
    .action(async (options: Filters & { by: string; cursor?: string }) => {
      const page = await context
        .api()
        .get<{ month: string; rows: UsageRow[]; total: UsageRow; next?: string }>('/usage', {
          ...queryOf(options),
          by: options.by,
          cursor: options.cursor,
        })
      context.print(page, ({ month, rows, total, next }) =>
        pageLines(
          [
            ...rows.map(usageLine),
            ...(rows.length && !options.cursor ? [usageLine({ ...total, name: `all of ${month}` })] : []),
          ],
          next,
          `No runs ended in ${month}.`,
        ),
      )
    })
  usage
    .command('limits')
    .option('--month <month>', 'as 2026-11; this one when left out')
    .description('budgets and hours: used, set aside, left, and where the month is heading')
    .action(async ({ month }: { month?: string }) => {
      const answer = await context.api().get<{ limits: Limit[] }>('/usage/limits', { month })
      context.print(answer, ({ limits }) =>
        limits.map((limit) => [sayLimit(limit), sayProjection(limit)].filter(Boolean).join(' ')).join('\n'),
      )
    })
  usage
    .command('estimates')
    .option('--cursor <cursor>', '`next` of the page before')
    .description('runners: what their use was estimated to cost a month, and what it comes to')
    .action(async (options: { cursor?: string }) => {
      const page = await context.api().get<{ runners: Compared[]; next?: string }>('/usage/estimates', options)
      context.print(page, ({ runners, next }) => pageLines(runners.map(comparedLine), next, 'No runner yet.'))
    })
  usage
    .command('sizes')
    .description('runners that a smaller size would do for, with the saving')
    .action(async () => {
      const answer = await context.api().get<{ runners: Large[]; saving: number }>('/usage/oversized')
      context.print(answer, ({ runners, saving }) =>
        [
          ...runners.map(largeLine),
          runners.length ? `up to ${formatMicros(saving)} a month in all` : 'No runner is larger than its runs need.',
        ].join('\n'),
      )
    })
  usage
    .command('tenants')
    .option('--month <month>', 'as 2026-11; this one when left out')
    .option('--cursor <cursor>', '`next` of the page before')
    .description('every tenant, the dearest first; for platform admins')
    .action(async (options: { month?: string; cursor?: string }) => {
      const page = await context.api().get<{ tenants: Tenant[]; next?: string }>('/usage/tenants', options)
      context.print(page, ({ tenants, next }) => pageLines(tenants.map(tenantLine), next, 'No tenant used anything.'))
    })
  narrowed(usage.command('export'))
    .option('--runs', 'a line a run, instead of a line a day of each runner')
    .option('--out <file>', 'where to write (default: the name the portal gives)')
    .description('a month as CSV, with the tags it is accounted under')
    .action((options: Filters & { runs?: true; out?: string }) => exportTo(context, options))
}

function narrowed(command: Command): Command {
  return command
    .option('--month <month>', 'as 2026-11; this one when left out')
    .option('--env <name>', 'only this environment')
    .option('--class <class>', 'only this class')
    .option('--pipeline <pipeline>', 'only this pipeline')
}

function queryOf({ month, env, class: name, pipeline: of }: Filters): Record<string, string> {
  const all = { month, environment: env, class: name, pipeline: of }
  return Object.fromEntries(Object.entries(all).filter((entry): entry is [string, string] => entry[1] !== undefined))
}

async function exportTo(context: Context, { runs, out, ...filters }: Filters & { runs?: true; out?: string }) {
  const query = new URLSearchParams({ ...queryOf(filters), of: runs ? 'runs' : 'days' })
  const response = await context.api().raw(`/usage/export?${query}`)
  const named = /filename="([\w.-]+)"/.exec(response.headers.get('content-disposition') ?? '')?.[1]
  const file = out ?? named ?? 'usage.csv'
  await pipeline(Readable.fromWeb(response.body as never), fs.createWriteStream(file))
  context.print({ file, bytes: fs.statSync(file).size }, (saved) => `Saved ${saved.file}, ${saved.bytes} bytes.`)
}

const usageLine = (row: UsageRow) =>
  [
    formatMicros(row.costMicros).padStart(10),
    sayDuration(row.usedMs).padStart(10),
    `${runsOf(row)} runs`.padStart(12),
    row.failed ? `${row.failed} failed` : '',
    row.denied ? `${row.denied} denied` : '',
    row.name,
  ]
    .filter(Boolean)
    .join('  ')
const comparedLine = ({ name, environment, error, estimate, measured }: Compared) =>
  `${sayShort(estimate?.byUse).padStart(10)} estimated  ${sayShort(measured?.byUse).padStart(10)} measured  ${sayError(error).padEnd(16)} ${name} in ${environment}`
const largeLine = ({ name, environment, runnerClass, size, peakMemoryMib, offered, suggestion }: Large) =>
  `${formatMicros(suggestion.saving).padStart(10)} a month  ${name} in ${environment}: ${runnerClass}/${size} → ${suggestion.size}, peak ${peakMemoryMib} MiB${offered ? '' : ', not offered here'}`
const tenantLine = ({ slug, costMicros, usedMs, budget }: Tenant) =>
  `${formatMicros(costMicros).padStart(10)}  ${budget === null ? 'no budget' : `of ${formatMicros(budget)}`}  ${sayDuration(usedMs).padStart(10)}  ${slug}`
