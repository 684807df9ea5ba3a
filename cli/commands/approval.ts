import type { Command } from 'commander'
import type { Context } from '../context.ts'

type Slot = { slot: { title: string; by: string; count: number }; filledBy: unknown[]; missing: number }
type Approval = { id: string; summary: string; status: string; expiresAt: string }
type Shown = Approval & {
  risks: string[]
  decisionDigest: string
  stand: { missing: number; slots: Slot[] }
  conflict?: string
}

const statuses = 'open, approved, executed, rejected, expired, superseded, voided or withdrawn'

/** `barecount approval list|show|approve|reject|withdraw`. */
export function registerApprovalCommands(program: Command, context: Context): void {
  const approval = program.command('approval').description('decide what others requested')
  approval
    .command('list')
    .option('--status <status>', statuses, 'open')
    .description('requests, newest first')
    .action(async (options: { status: string }) => {
      const page = await context.api().get<{ approvals: Approval[] }>('/approvals', { status: options.status })
      context.print(page, ({ approvals }) =>
        approvals.length
          ? approvals.map((row) => `${row.id}  ${row.summary}  until ${row.expiresAt}`).join('\n')
          : `Nothing is ${options.status}.`,
      )
    })
  approval
    .command('show')
    .argument('<id>')
    .description('one request, who has decided and who is still needed')
    .action(async (id: string) => context.print(await context.api().get<Shown>(`/approvals/${id}`), describe))
  const decide = (verdict: 'approve' | 'reject') => async (id: string, options: Options) => {
    const { comment = '', onBehalfOf } = options
    const body = { verdict, comment, ...(onBehalfOf && { onBehalfOfId: onBehalfOf }) }
    const answer = await context.api().post<{ state: string; missing: number }>(`/approvals/${id}/decide`, body)
    context.print(answer, ({ state, missing }) =>
      state === 'open'
        ? `Counted. ${missing} more ${missing === 1 ? 'person' : 'people'} needed.`
        : `The request is ${state}.`,
    )
  }
  const voting = (name: string) =>
    approval
      .command(name)
      .argument('<id>')
      .option('--on-behalf-of <user>', 'id of somebody away who has delegated their decisions to you')
  voting('approve')
    .option('--comment <text>', 'needed to override and for exceptions')
    .description('approve a request')
    .action(decide('approve'))
  voting('reject').requiredOption('--comment <text>', 'why').description('reject a request').action(decide('reject'))
  approval
    .command('withdraw')
    .argument('<id>')
    .option('--comment <text>')
    .description('take back your vote, or the request when it is yours')
    .action(async (id: string, { comment = '' }: Options) => {
      const answer = await context.api().post<{ state: string }>(`/approvals/${id}/withdraw`, { comment })
      context.print(answer, ({ state }) =>
        state === 'withdrawn' ? 'The request is withdrawn.' : `Taken back. The request is ${state}.`,
      )
    })
}

type Options = { comment?: string; onBehalfOf?: string }

function describe(shown: Shown): string {
  const slots = shown.stand.slots.map(
    ({ slot, filledBy, missing }) =>
      `  ${slot.title}: ${filledBy.length} of ${slot.count}${missing ? `, ${missing} missing` : ''} (${slot.by})`,
  )
  return [
    `${shown.summary}${shown.risks.length ? ` [${shown.risks.join(', ')}]` : ''}`,
    `${shown.status}, until ${shown.expiresAt}, bound to ${shown.decisionDigest}`,
    ...slots,
    ...(shown.conflict ? [`You may not decide it. ${shown.conflict}`] : []),
  ].join('\n')
}
