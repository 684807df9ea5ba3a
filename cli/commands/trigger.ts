import { type Command, Option } from 'commander'
import { triggerKinds } from '#lib/triggers/schema.ts'
import type { Context } from '../context.ts'
import { pageLines } from '../page-lines.ts'

type Trigger = {
  id: string
  kind: string
  cron: string | null
  timezone: string | null
  prefix: string | null
  topicName: string | null
  pipeline: string | null
  nextAt: string | null
  heldBack: string | null
  runner: { name: string; environment: { name: string } }
}
type Skip = { reason: string; because: string; firstAt: string; lastAt: string; count: number }

/** `barecount trigger list|show|skips`. */
export function registerTriggerCommands(program: Command, context: Context): void {
  const trigger = program.command('trigger').description('what starts runs by itself')
  trigger
    .command('list')
    .addOption(new Option('--kind <kind>').choices(triggerKinds))
    .option('--env <name>', 'only this environment')
    .option('--runner <id>', 'only this runner')
    .option('--cursor <cursor>', '`next` of the page before')
    .description('triggers that are armed, newest first')
    .action(async ({ env, runner, ...options }: Record<string, string>) => {
      const query = { ...options, environment: env, runnerId: runner }
      const page = await context.api().get<{ triggers: Trigger[]; next?: string }>('/triggers', query)
      context.print(page, ({ triggers, next }) => pageLines(triggers.map(line), next, 'No trigger is armed.'))
    })
  trigger
    .command('show')
    .argument('<id>')
    .description('one trigger')
    .action(async (id: string) => {
      context.print(await context.api().get<Trigger>(`/triggers/${id}`), (row) => JSON.stringify(row, null, 2))
    })
  trigger
    .command('skips')
    .argument('<id>')
    .option('--cursor <cursor>', '`next` of the page before')
    .description('ticks that a schedule let go, newest first')
    .action(async (id: string, options: { cursor?: string }) => {
      const page = await context.api().get<{ skips: Skip[]; next?: string }>(`/triggers/${id}/skips`, options)
      context.print(page, ({ skips, next }) => pageLines(skips.map(skipLine), next, 'It let no tick go.'))
    })
}

const line = ({ id, kind, runner, heldBack, nextAt, ...on }: Trigger): string => {
  const what = on.cron ? `${on.cron} (${on.timezone})` : (on.prefix ?? on.topicName ?? on.pipeline ?? '')
  const next = on.cron && nextAt ? `, next ${nextAt}` : ''
  return `${id}  ${kind.padEnd(12)} ${what}${next}  ${runner.name}@${runner.environment.name}${heldBack ? `  held back: ${heldBack}` : ''}`
}

const skipLine = ({ reason, because, firstAt, lastAt, count }: Skip): string =>
  `${String(count).padStart(6)} ${reason.padEnd(8)} ${firstAt}${count > 1 ? ` – ${lastAt}` : ''}  ${because}`
