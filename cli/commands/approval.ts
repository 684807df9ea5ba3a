import type { Command } from 'commander'
import type { Context } from '../context.ts'

type Approval = { id: string; summary: string; status: string; required: number; expiresAt: string }

/** `barecount approval list|approve|reject`. */
export function registerApprovalCommands(program: Command, context: Context): void {
  const approval = program.command('approval').description('decide what others requested')
  approval
    .command('list')
    .option('--status <status>', 'open, approved, rejected, expired, superseded or withdrawn', 'open')
    .description('requests, newest first')
    .action(async (options: { status: string }) => {
      const page = await context.api().get<{ approvals: Approval[] }>('/approvals', { status: options.status })
      context.print(page, ({ approvals }) =>
        approvals.length
          ? approvals.map((row) => `${row.id}  ${row.summary}  until ${row.expiresAt}`).join('\n')
          : `Nothing is ${options.status}.`,
      )
    })
  const decide = (approve: boolean) => async (id: string, options: { comment?: string }) => {
    const body = { approve, comment: options.comment ?? '' }
    const answer = await context.api().post<{ state: string; missing: number }>(`/approvals/${id}/decide`, body)
    context.print(answer, ({ state, missing }) =>
      state === 'open'
        ? `Counted. ${missing} more approver${missing === 1 ? '' : 's'} needed.`
        : `The request is ${state}.`,
    )
  }
  approval
    .command('approve')
    .argument('<id>')
    .option('--comment <text>')
    .description('approve a request')
    .action(decide(true))
  approval
    .command('reject')
    .argument('<id>')
    .requiredOption('--comment <text>', 'why')
    .description('reject a request')
    .action(decide(false))
}
