import { type Command, Option } from 'commander'
import { runnerClasses } from '#lib/manifests/classes.ts'
import type { Context } from '../context.ts'
import { pageLines } from '../page-lines.ts'

type Freeze = {
  id: string
  reason: string
  state: string
  startsAt: string
  endsAt: string
  everyTenant: boolean
  runnerClass: string | null
  environment: { name: string } | null
}

/** `barecount freeze list|announce|lift`. */
export function registerFreezeCommands(program: Command, context: Context): void {
  const freeze = program.command('freeze').description('times in which nothing changes')
  freeze
    .command('list')
    .option('--cursor <cursor>', '`next` of the page before')
    .description('freezes of the tenant and of the platform, newest first')
    .action(async (options: { cursor?: string }) => {
      const page = await context.api().get<{ freezes: Freeze[]; next?: string }>('/freezes', options)
      context.print(page, ({ freezes, next }) => pageLines(freezes.map(line), next, 'No freeze was ever announced.'))
    })
  freeze
    .command('announce')
    .requiredOption('--until <time>', 'its end, e.g. 2026-12-27T00:00:00Z')
    .requiredOption('--reason <text>', 'why')
    .option('--from <time>', 'its start; at once, when left out')
    .option('--env <name>', 'only this environment')
    .addOption(new Option('--class <class>', 'only this class').choices(runnerClasses))
    .option('--every-tenant', 'for every tenant; platform admins only')
    .description('let nothing change for a time')
    .action(async (options: Record<'until' | 'reason', string> & Partial<Announce>) => {
      const { until, from, env, everyTenant, ...rest } = options
      const body = { ...rest, endsAt: until, startsAt: from, environment: env, everyTenant: everyTenant ?? false }
      const answer = await context.api().post<{ id: string }>('/freezes', body)
      context.print(answer, ({ id }) => id)
    })
  freeze
    .command('lift')
    .argument('<id>', 'freeze')
    .requiredOption('--reason <text>', 'why')
    .description('end it before its time, or call it off')
    .action(async (id: string, { reason }: { reason: string }) => {
      await context.api().post(`/freezes/${id}/lift`, { reason })
      context.print({ id }, () => `${id} is lifted`)
    })
}

type Announce = { from: string; env: string; class: string; everyTenant: true }

const line = (row: Freeze): string => {
  const scope = `${row.environment?.name ?? 'everywhere'}${row.runnerClass ? ` ${row.runnerClass}` : ''}`
  return `${row.id}  ${row.state.padEnd(8)} ${row.startsAt} – ${row.endsAt}  ${scope}${row.everyTenant ? ', every tenant' : ''}  ${row.reason}`
}
