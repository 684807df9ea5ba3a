import { type Command, Option } from 'commander'
import { deadLetterStatuses } from '#lib/dead-letters/dead-letter-words.ts'
import { sayDuration } from '#lib/say-duration.ts'
import { CliError, type Context, exitCodes } from '../context.ts'
import { pageLines } from '../page-lines.ts'

type Row = { id: string; status: string; runner: string; environment: string; token: string; error: string }
type Group = { fingerprint: string; count: number; runner: string; environment: string; cause: string; error: string }
type Named = {
  runner?: string
  env?: string
  cause?: string
  error?: string
  token?: string
  from?: string
  to?: string
  all?: boolean
}
type Replay = Named & { reason: string; rate?: string; canary?: string; pass?: string; rehearse?: boolean }
type Rehearsed = {
  total: number
  wouldRun: number
  wouldBeDenied: number
  needNoRun: Record<string, number>
  forecast: { costMicros: number; elapsedMs: number; beyondLimits: number }
  mass: boolean
}

/** `barecount dead-letter list|groups|show|payload|waive|supersede|reopen|replay`. */
export function registerDeadLetterCommands(program: Command, context: Context): void {
  const letters = program.command('dead-letter').description('runs that failed for good, and running them again')
  narrowing(letters.command('list'))
    .addOption(new Option('--status <status>').choices(deadLetterStatuses))
    .option('--cursor <cursor>', '`next` of the page before')
    .description('dead letters, newest first')
    .action(async ({ status, cursor, ...named }: Named & { status?: string; cursor?: string }) => {
      const query = { ...filterOf(named), ...(status && { status }), ...(cursor && { cursor }) }
      const page = await context.api().get<{ deadLetters: Row[]; next?: string }>('/dead-letters', query)
      context.print(page, ({ deadLetters, next }) => pageLines(deadLetters.map(line), next, 'No failure is like this.'))
    })
  narrowing(letters.command('groups'))
    .option('--cursor <cursor>', '`next` of the page before')
    .description('open dead letters by the error they share, the largest group first')
    .action(async ({ cursor, ...named }: Named & { cursor?: string }) => {
      const query = { ...filterOf(named), ...(cursor && { cursor }) }
      const page = await context.api().get<{ groups: Group[]; next?: string }>('/dead-letters/groups', query)
      context.print(page, ({ groups, next }) => pageLines(groups.map(groupLine), next, 'Nothing is left to address.'))
    })
  letters
    .command('show')
    .argument('<id>')
    .description('one dead letter with its attempts and lineage')
    .action(async (id: string) => {
      context.print(await context.api().get(`/dead-letters/${id}`), (row) => JSON.stringify(row, null, 2))
    })
  letters
    .command('payload')
    .argument('<id>')
    .description('the start of its input; each reading is written down')
    .action(async (id: string) => {
      const sample = await context.api().post<{ text: string }>(`/dead-letters/${id}/payload`)
      context.print(sample, ({ text }) => text)
    })
  for (const [name, as, what] of [
    ['waive', 'waived', 'close failures that need not be done'],
    ['supersede', 'superseded', 'close failures that another run has done'],
  ] as const) {
    narrowing(letters.command(name).argument('[ids...]'))
      .option('--all', 'every open one')
      .requiredOption('--reason <text>', 'why')
      .description(what)
      .action(async (ids: string[], { reason, ...named }: Named & { reason: string }) => {
        const body = { letters: lettersOf(ids, named), as, reason }
        const done = await context.api().post<{ resolved: number }>('/dead-letters/resolve', body)
        context.print(done, ({ resolved }) => `${resolved} ${as}.`)
      })
  }
  letters
    .command('reopen')
    .argument('<ids...>')
    .requiredOption('--reason <text>', 'why')
    .description('take a waiver or a supersession back')
    .action(async (ids: string[], { reason }: { reason: string }) => {
      const done = await context.api().post<{ reopened: number }>('/dead-letters/reopen', { ids, reason })
      context.print(done, ({ reopened }) => `${reopened} open again.`)
    })
  narrowing(letters.command('replay').argument('[ids...]'))
    .option('--all', 'every open one')
    .option('--rehearse', 'only say what would come of it')
    .option('--reason <text>', 'why; needed unless it is a rehearsal')
    .option('--rate <n>', 'runs that begin in any second, at the most')
    .option('--canary <percent>', 'how many run first')
    .option('--pass <percent>', 'of the canary, how many must succeed')
    .description('run failures again under their tokens; exit 3 when somebody must approve first')
    .action((ids: string[], options: Replay) => replay(context, ids, options))
}

async function replay(context: Context, ids: string[], options: Replay): Promise<void> {
  const { reason, rate, canary, pass, rehearse, ...named } = options
  const letters = lettersOf(ids, named)
  const pace = rate ? { ratePerSecond: Number(rate) } : {}
  if (rehearse) {
    const said = await context.api().post<Rehearsed>('/replays/rehearse', { letters, ...pace })
    return context.print(said, sayRehearsed)
  }
  if (!reason)
    throw new CliError('Say why, with --reason; or ask what would come of it, with --rehearse.', exitCodes.usage)
  const asked = await context.api().post<{ id: string; items: number; approvalId: string | null }>('/replays', {
    ...{ letters, reason, ...pace },
    ...(canary ? { canaryPercent: Number(canary) } : {}),
    ...(pass ? { canaryPass: Number(pass) } : {}),
  })
  context.print(asked, ({ id, items, approvalId }) =>
    approvalId ? `${id}: ${items} tokens wait for approval ${approvalId}.` : `${id}: ${items} tokens.`,
  )
  if (asked.approvalId) process.exitCode = exitCodes.waiting
}

const narrowing = (command: Command): Command =>
  command
    .option('--runner <id>', 'of this runner')
    .option('--env <name>', 'in this environment')
    .option('--cause <cause>', 'e.g. user_error, timeout, target')
    .option('--error <fingerprint>', 'of one group')
    .option('--token <token>', 'of this token')
    .option('--from <time>', 'failed from then on')
    .option('--to <time>', 'failed before then')

function filterOf({ runner, env, cause, error, token, from, to }: Named): Record<string, string> {
  const all = { runnerId: runner, environment: env, cause, fingerprint: error, token, from, to }
  return Object.fromEntries(Object.entries(all).filter((entry): entry is [string, string] => entry[1] !== undefined))
}

/** These, or what the options leave. Naming nothing at all is no way to name everything. */
function lettersOf(ids: string[], named: Named) {
  if (ids.length) return { ids }
  const filter = filterOf(named)
  if (!Object.keys(filter).length && !named.all) {
    throw new CliError('Name dead letters, narrow them by an option, or say --all.', exitCodes.usage)
  }
  return { filter }
}

const line = ({ id, status, runner, environment, token, error }: Row) =>
  `${id}  ${status.padEnd(10)} ${runner}@${environment}  ${token}  ${error.split('\n')[0]?.slice(0, 80)}`

const groupLine = ({ fingerprint, count, runner, environment, cause, error }: Group) =>
  `${String(count).padStart(6)}  ${runner}@${environment}  ${cause}: ${error.split('\n')[0]?.slice(0, 60)}  --error ${fingerprint}`

function sayRehearsed({ total, wouldRun, wouldBeDenied, needNoRun, forecast, mass }: Rehearsed): string {
  const idle = Object.entries(needNoRun).filter(([, count]) => count > 0)
  return [
    `${wouldRun} of ${total} would run, in about ${sayDuration(forecast.elapsedMs)}, for $${(forecast.costMicros / 1e6).toFixed(4)}.`,
    ...(wouldBeDenied ? [`${wouldBeDenied} would be denied now.`] : []),
    ...idle.map(([outcome, count]) => `${count} need no run: ${outcome.replaceAll('_', ' ')}.`),
    ...(mass ? ['So many ask for approval first.'] : []),
  ].join('\n')
}
