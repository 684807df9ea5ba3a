import type { Command } from 'commander'
import type { Context } from '../context.ts'
import { pageLines } from '../page-lines.ts'

type Pause = { id: string; scope: string; reason: string; pausedBy: string; pausedAt: string; resumedAt: string | null }
type Resumed = { skipped: number; waiting: number }

/** `barecount pause runner|environment|tenant|list` and `barecount resume`. */
export function registerPauseCommands(program: Command, context: Context): void {
  const pause = program.command('pause').description('let nothing begin for a while')
  const add = async (scope: object, reason: string) => {
    const answer = await context.api().post<{ id: string }>('/pauses', { ...scope, reason })
    context.print(answer, ({ id }) => id)
  }
  pause
    .command('runner')
    .argument('<runner>', 'id, or name@environment')
    .requiredOption('--reason <text>', 'why')
    .description('pause one runner')
    .action((runnerId: string, { reason }: { reason: string }) => add({ runnerId }, reason))
  pause
    .command('environment')
    .argument('<name>', 'environment')
    .requiredOption('--reason <text>', 'why')
    .description('pause every runner of the tenant in an environment')
    .action((environment: string, { reason }: { reason: string }) => add({ environment }, reason))
  pause
    .command('tenant')
    .requiredOption('--reason <text>', 'why')
    .description('pause every runner of the tenant')
    .action(({ reason }: { reason: string }) => add({}, reason))
  pause
    .command('list')
    .option('--all', 'with those that are over')
    .option('--cursor <cursor>', '`next` of the page before')
    .description('pauses, newest first')
    .action(async ({ all, cursor }: { all?: true; cursor?: string }) => {
      const query = { cursor, ...(all ? {} : { open: 'yes' }) }
      const page = await context.api().get<{ pauses: Pause[]; next?: string }>('/pauses', query)
      context.print(page, ({ pauses, next }) => pageLines(pauses.map(line), next, 'Nothing is paused.'))
    })
  program
    .command('resume')
    .argument('<pause>', 'id of the pause')
    .description('end a pause')
    .action(async (id: string) => {
      const held = await context.api().post<Resumed>(`/pauses/${id}/resume`)
      context.print(held, ({ skipped, waiting }) => `${skipped} ticks were let go, ${waiting} runs waited`)
    })
}

const line = ({ id, scope, reason, pausedBy, pausedAt, resumedAt }: Pause): string =>
  `${id}  ${resumedAt ? 'over  ' : 'paused'} ${scope}, since ${pausedAt} by ${pausedBy}: ${reason}`
