import { type Command, Option } from 'commander'
import { replayStatuses } from '#lib/replays/schema.ts'
import type { Context } from '../context.ts'
import { pageLines } from '../page-lines.ts'

type Row = { id: string; status: string; itemCount: number; reason: string }
type Shown = Row & { statusReason: string | null; counts: Record<string, number>; reportDigest: string | null }

/** `barecount replay list|show|pause|resume|stop|report|threshold`. */
export function registerReplayCommands(program: Command, context: Context): void {
  const replay = program.command('replay').description('failed runs that run again')
  replay
    .command('list')
    .addOption(new Option('--status <status>').choices(replayStatuses))
    .option('--cursor <cursor>', '`next` of the page before')
    .description('replays, newest first')
    .action(async (query: Record<string, string>) => {
      const page = await context.api().get<{ replays: Row[]; next?: string }>('/replays', query)
      context.print(page, ({ replays, next }) => pageLines(replays.map(line), next, 'No replay is like this.'))
    })
  replay
    .command('show')
    .argument('<id>')
    .option('--wait', 'until every token has its outcome')
    .description('how its tokens stand')
    .action(async (id: string, { wait }: { wait?: boolean }) => {
      if (wait) for await (const _ of context.api().events(`/replays/${id}/events`));
      context.print(await context.api().get<Shown>(`/replays/${id}`), show)
    })
  for (const [name, path, what] of [
    ['pause', 'pause', 'let no more tokens begin until it is resumed'],
    ['stop', 'stop', 'end it: no token begins any more'],
  ] as const) {
    replay
      .command(name)
      .argument('<id>')
      .requiredOption('--reason <text>', 'why')
      .description(what)
      .action(async (id: string, { reason }: { reason: string }) => {
        await context.api().post(`/replays/${id}/${path}`, { reason })
        context.print(await context.api().get<Shown>(`/replays/${id}`), show)
      })
  }
  replay
    .command('resume')
    .argument('<id>')
    .description('go on with a paused one')
    .action(async (id: string) => {
      await context.api().post(`/replays/${id}/resume`)
      context.print(await context.api().get<Shown>(`/replays/${id}`), show)
    })
  replay
    .command('report')
    .argument('<id>')
    .addOption(new Option('--format <format>').choices(['csv', 'json']).default('csv'))
    .description('what became of each token, to standard output')
    .action(async (id: string, { format }: { format: string }) => {
      const { body } = await context.api().raw(`/replays/${id}/report?format=${format}`)
      for await (const piece of body ?? []) process.stdout.write(piece)
    })
  replay
    .command('threshold')
    .description('how many tokens one replay may have without approval')
    .action(async () => {
      const said = await context.api().get<{ most: number; platform: number }>('/replays/threshold')
      context.print(said, ({ most, platform }) => `${most} (the platform says ${platform})`)
    })
}

const line = ({ id, status, itemCount, reason }: Row) =>
  `${id}  ${status.padEnd(16)} ${String(itemCount).padStart(6)}  ${reason}`

function show({ id, status, itemCount, statusReason, counts, reportDigest }: Shown): string {
  const some = Object.entries(counts).filter(([, count]) => count > 0)
  return [
    `${id}  ${status}${statusReason ? `: ${statusReason}` : ''}`,
    ...some.map(([outcome, count]) => `${String(count).padStart(8)}  ${outcome.replaceAll('_', ' ')}`),
    `${String(itemCount).padStart(8)}  on the list`,
    ...(reportDigest ? [`report ${reportDigest}`] : []),
  ].join('\n')
}
