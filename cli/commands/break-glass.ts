import { type Command, InvalidArgumentError } from 'commander'
import { MAX_BREAK_GLASS_MINUTES, USUAL_BREAK_GLASS_MINUTES } from '#lib/break-glass/schema.ts'
import type { Context } from '../context.ts'
import { pageLines } from '../page-lines.ts'

type Glass = {
  id: string
  state: string
  reason: string
  until: string
  openedByLabel: string
  environment: { name: string }
  manifest: { name: string } | null
  uses: { manifest: string; passedOver: string[] }[]
}

/** `barecount break-glass open|list|close`. */
export function registerBreakGlassCommands(program: Command, context: Context): void {
  const glass = program.command('break-glass').description('open an environment in an emergency')
  glass
    .command('open')
    .requiredOption('--env <name>', 'the environment')
    .requiredOption('--reason <text>', 'what has happened; everybody reads it')
    .option('--manifest <id>', 'only for this manifest')
    .option(
      '--minutes <number>',
      `for how long, at most ${MAX_BREAK_GLASS_MINUTES}`,
      minutes,
      USUAL_BREAK_GLASS_MINUTES,
    )
    .description('deployments there wait for no freeze, window, approval or soft finding')
    .action(async (options: { env: string; reason: string; manifest?: string; minutes: number }) => {
      const { env, reason, manifest } = options
      const body = { environment: env, reason, minutes: options.minutes, ...(manifest ? { manifestId: manifest } : {}) }
      const opened = await context.api().post<{ id: string; until: string }>('/break-glass', body)
      context.print(opened, ({ id, until }) => `${id}: the glass of ${env} is broken until ${until}.`)
    })
  glass
    .command('list')
    .option('--cursor <cursor>', '`next` of the page before')
    .description('every time the glass was broken, newest first')
    .action(async (query: { cursor?: string }) => {
      const page = await context.api().get<{ breakGlass: Glass[]; next?: string }>('/break-glass', query)
      context.print(page, ({ breakGlass, next }) => pageLines(breakGlass.map(line), next, 'The glass is whole.'))
    })
  glass
    .command('close')
    .argument('<id>')
    .description('close one before its time')
    .action(async (id: string) => {
      await context.api().post(`/break-glass/${id}/close`, {})
      context.print({ id }, () => 'The glass is whole again.')
    })
}

function minutes(text: string): number {
  const given = Number(text)
  if (Number.isInteger(given) && given >= 1 && given <= MAX_BREAK_GLASS_MINUTES) return given
  throw new InvalidArgumentError(`From 1 to ${MAX_BREAK_GLASS_MINUTES}.`)
}

function line({ id, state, reason, until, openedByLabel, environment, manifest, uses }: Glass): string {
  const past = uses.map((use) => `${use.manifest} past ${use.passedOver.join(' and ')}`).join('; ')
  return `${id}  ${state.padEnd(10)} ${manifest?.name ?? 'everything'}@${environment.name}  until ${until}  ${openedByLabel}: ${reason}${past ? `  (${past})` : ''}`
}
