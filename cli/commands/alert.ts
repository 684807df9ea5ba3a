import { type Command, Option } from 'commander'
import { alertKinds, alertStates } from '#lib/alerts/alert-words.ts'
import { runnerClasses } from '#lib/manifests/classes.ts'
import type { Context } from '../context.ts'
import { pageLines } from '../page-lines.ts'

type Alert = { id: string; state: string; openedAt: string; sentence: string; rule: { name: string } }
type Rule = { id: string; name: string; kind: string; threshold: number; scope: string; open: number; active: boolean }
type Silence = { id: string; state: string; rule: string | null; runner: string | null; endsAt: string; reason: string }
type RuleOptions = {
  name: string
  kind: string
  threshold: number
  window?: number
  least?: number
  runner?: string
  env?: string
  class?: string
  together?: true
  tell?: string
}

/** `barecount alert list|rules|add|usual|remove|silences|silence|unsilence`. */
export function registerAlertCommands(program: Command, context: Context): void {
  const alert = program.command('alert').description('rules that watch how runs go, and what they found')
  alert
    .command('list')
    .addOption(new Option('--state <state>', 'only these').choices(alertStates))
    .option('--rule <id>', 'only of this rule')
    .option('--cursor <cursor>', '`next` of the page before')
    .description('alerts, newest first')
    .action(async ({ state, rule, cursor }: { state?: string; rule?: string; cursor?: string }) => {
      const page = await context
        .api()
        .get<{ alerts: Alert[]; next?: string }>('/alerts', { state, ruleId: rule, cursor })
      context.print(page, ({ alerts, next }) => pageLines(alerts.map(alertLine), next, 'No alert is like this.'))
    })
  alert
    .command('rules')
    .description('the rules')
    .action(async () => {
      const answer = await context.api().get<{ rules: Rule[] }>('/alerts/rules')
      context.print(answer, ({ rules }) => pageLines(rules.map(ruleLine), undefined, 'Nothing is watched yet.'))
    })
  alert
    .command('add')
    .requiredOption('--name <name>')
    .addOption(new Option('--kind <kind>', 'what it looks at').choices(alertKinds).makeOptionMandatory())
    .requiredOption('--threshold <figure>', 'it holds from this figure on', Number)
    .option('--window <minutes>', 'how far back it looks', Number)
    .option('--least <runs>', 'of an error rate: fewer runs say nothing', Number)
    .option('--runner <id>', 'only this runner')
    .option('--env <name>', 'only this environment')
    .addOption(new Option('--class <class>', 'only this class').choices(runnerClasses))
    .option('--together', 'the runners as one, not each by itself')
    .option('--tell <roles>', 'who is told, with commas: engineer,admin')
    .description('add a rule')
    .action(async (options: RuleOptions) => {
      const { window, least, runner, env, together, tell, ...rest } = options
      const body = {
        ...rest,
        windowMinutes: window,
        leastRuns: least,
        runnerId: runner,
        environment: env,
        eachRunner: !together,
        tell: tell?.split(','),
      }
      context.print(await context.api().post<{ id: string }>('/alerts/rules', body), ({ id }) => id)
    })
  alert
    .command('usual')
    .description('add the rules that most tenants begin with')
    .action(async () => {
      const answer = await context.api().post<{ added: number }>('/alerts/rules/usual', {})
      context.print(answer, ({ added }) => `${added} rules are added`)
    })
  alert
    .command('remove')
    .argument('<id>', 'rule')
    .description('remove a rule; its alerts stay in the history')
    .action(async (id: string) => {
      await context.api().remove(`/alerts/rules/${id}`)
      context.print({ id }, () => `${id} is removed`)
    })
  registerSilences(alert, context)
}

function registerSilences(alert: Command, context: Context): void {
  alert
    .command('silences')
    .option('--cursor <cursor>', '`next` of the page before')
    .description('silences, newest first')
    .action(async (options: { cursor?: string }) => {
      const page = await context.api().get<{ silences: Silence[]; next?: string }>('/alerts/silences', options)
      context.print(page, ({ silences, next }) =>
        pageLines(silences.map(silenceLine), next, 'Nothing was ever silenced.'),
      )
    })
  alert
    .command('silence')
    .requiredOption('--until <time>', 'its end, e.g. 2026-12-27T00:00:00Z')
    .requiredOption('--reason <text>', 'why')
    .option('--rule <id>', 'only of this rule')
    .option('--runner <id>', 'only about this runner')
    .description('let nobody be told for a time')
    .action(async (options: { until: string; reason: string; rule?: string; runner?: string }) => {
      const body = { endsAt: options.until, reason: options.reason, ruleId: options.rule, runnerId: options.runner }
      context.print(await context.api().post<{ id: string }>('/alerts/silences', body), ({ id }) => id)
    })
  alert
    .command('unsilence')
    .argument('<id>', 'silence')
    .description('end a silence before its time')
    .action(async (id: string) => {
      await context.api().post(`/alerts/silences/${id}/end`, {})
      context.print({ id }, () => `${id} is ended`)
    })
}

const alertLine = (row: Alert) => `${row.id}  ${row.state.padEnd(8)} ${row.openedAt}  ${row.rule.name}: ${row.sentence}`
const ruleLine = (row: Rule) =>
  `${row.id}  ${(row.active ? (row.open ? `${row.open} open` : 'well') : 'off').padEnd(8)} ${row.kind} from ${row.threshold}, ${row.scope}  ${row.name}`
const silenceLine = (row: Silence) =>
  `${row.id}  ${row.state.padEnd(8)} until ${row.endsAt}  ${row.rule ?? 'every rule'}${row.runner ? `, ${row.runner}` : ''}  ${row.reason}`
