import { type Command, Option } from 'commander'
import { exceptionCategories, exceptionStates } from '#lib/exceptions/schema.ts'
import type { Context } from '../context.ts'
import { pageLines } from '../page-lines.ts'

type Row = {
  id: string
  rule: string
  state: string
  expiresAt: string
  manifest: { name: string } | null
  environment: { name: string } | null
  runnerClass: string | null
}
type Terms = {
  rule: string
  manifest?: string
  env?: string
  class?: string
  category: string
  justification: string
  risk: string
  costPlan: string
  until: string
}

/** `barecount exception list|request|revoke|withdraw`. */
export function registerExceptionCommands(program: Command, context: Context): void {
  const exception = program.command('exception').description('leave to break a rule, for a scope and a time')
  exception
    .command('list')
    .addOption(new Option('--state <state>').choices(exceptionStates))
    .option('--rule <id>', 'only from this rule')
    .option('--cursor <cursor>', '`next` of the page before')
    .description('exceptions, newest first')
    .action(async (query: Record<string, string>) => {
      const page = await context.api().get<{ exceptions: Row[]; next?: string }>('/exceptions', query)
      context.print(page, ({ exceptions, next }) => pageLines(exceptions.map(line), next, 'No exception is like this.'))
    })
  exception
    .command('request')
    .requiredOption('--rule <id>', 'the rule, as a finding names it')
    .option('--manifest <id>', 'for this manifest')
    .option('--env <name>', 'in this environment; every one when left out')
    .option('--class <class>', 'for runners of this class')
    .addOption(new Option('--category <word>').choices(exceptionCategories).default('waiver'))
    .requiredOption('--justification <text>', 'why the rule cannot be kept')
    .requiredOption('--risk <text>', 'what may go wrong')
    .requiredOption('--cost-plan <text>', 'what it costs, and how that ends')
    .requiredOption('--until <time>', 'when it ends, e.g. 2026-12-31T00:00:00Z')
    .description('ask for one; two approvers decide')
    .action(async ({ manifest, env, class: ofClass, until, ...said }: Terms) => {
      const scope = {
        ...(manifest ? { manifestId: manifest } : {}),
        ...(env ? { environment: env } : {}),
        ...(ofClass ? { class: ofClass } : {}),
      }
      const asked = await context.api().post<{ id: string }>('/exceptions', { ...said, ...scope, expiresAt: until })
      context.print(asked, ({ id }) => `${id}: the approvers are asked.`)
    })
  exception
    .command('revoke')
    .argument('<id>')
    .requiredOption('--reason <text>', 'why')
    .description('end one before its time')
    .action(async (id: string, { reason }: { reason: string }) => {
      await context.api().post(`/exceptions/${id}/revoke`, { reason })
      context.print({ id }, () => 'Revoked. No gate counts it any more.')
    })
  exception
    .command('withdraw')
    .argument('<id>')
    .description('take back a request of your own')
    .action(async (id: string) => {
      await context.api().post(`/exceptions/${id}/withdraw`, {})
      context.print({ id }, () => 'Withdrawn.')
    })
}

function line({ id, rule, state, expiresAt, manifest, environment, runnerClass }: Row): string {
  const what = [manifest?.name, runnerClass].filter(Boolean).join(' ')
  return `${id}  ${state.padEnd(9)} ${rule}  ${what}@${environment?.name ?? '*'}  until ${expiresAt}`
}
