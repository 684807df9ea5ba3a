import { type Command, Option } from 'commander'
import { logClasses } from '#lib/logs/log-words.ts'
import type { Retention } from '#lib/logs/retention.ts'
import type { LogsFound } from '#lib/logs/search-logs.ts'
import type { Context } from '../context.ts'
import { pageLines } from '../page-lines.ts'

type Search = Record<string, string | undefined>

/** `barecount log search|retention|keep`. */
export function registerLogCommands(program: Command, context: Context): void {
  const log = program.command('log').description('logs of runs, containers, hosts and deployments')
  log
    .command('search')
    .argument('[text]', 'text that a line must hold, in any case')
    .option('--run <id>')
    .option('--token <token>', 'run token')
    .option('--correlation <id>')
    .option('--runner <name>', 'name or id')
    .addOption(new Option('--class <class>', 'what the log is of').choices(logClasses))
    .option('--since <time>', 'not before this instant')
    .option('--until <time>', 'not at this instant or later')
    .option('--cursor <cursor>', '`next` of the page before')
    .description('lines of logs, newest first')
    .action(async (text: string | undefined, { class: logClass, ...same }: Search) => {
      const query = { ...same, text, logClass, json: undefined }
      context.print(await context.api().get<LogsFound>('/logs', query), ({ found, next, lookedBackTo }) => {
        const none = next ? `None since ${lookedBackTo}. More: --cursor ${next}` : 'No line is like this.'
        const rows = found.flatMap((one) => {
          const of = one.run ? `${one.run.runner} ${one.run.token}` : one.subjectId
          return one.lines.map((line) => `${one.at}  ${of}  ${one.channel}  ${line}`)
        })
        return pageLines(rows, next, none)
      })
    })
  log
    .command('retention')
    .description('how many days logs are kept')
    .action(async () => {
      const answer = await context.api().get<{ retention: Retention[] }>('/retention/logs')
      context.print(answer, ({ retention }) =>
        retention
          .map(({ logClass, days, own }) => `${logClass.padEnd(18)} ${days}${own ? '' : ' (by default)'}`)
          .join('\n'),
      )
    })
  log
    .command('keep')
    .addOption(new Option('--class <class>', 'what the log is of').choices(logClasses).makeOptionMandatory())
    .requiredOption('--days <days>', 'how long', Number)
    .description('keep logs of a class for so many days')
    .action(async ({ class: logClass, days }: { class: string; days: number }) => {
      const kept = await context.api().put<Retention>('/retention/logs', { logClass, days })
      context.print(kept, (row) => `Logs of ${row.logClass} are kept for ${row.days} days.`)
    })
}
