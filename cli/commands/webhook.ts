import { type Command, Option } from 'commander'
import { deliveryStatuses } from '#lib/webhooks/schema.ts'
import { CliError, type Context } from '../context.ts'
import { pageLines } from '../page-lines.ts'

type Webhook = { id: string; name: string; url: string; disabledAt: string | null; failingSince: string | null }
type Delivery = {
  id: string
  kind: string | null
  status: string
  attempts: number
  lastStatus: number | null
  lastError: string | null
  createdAt: string
}

/** `barecount webhook list|deliveries|replay`. */
export function registerWebhookCommands(program: Command, context: Context): void {
  const webhook = program.command('webhook').description('places outside that are told what happens')
  webhook
    .command('list')
    .option('--cursor <cursor>', '`next` of the page before')
    .description('webhooks, newest first')
    .action(async (query: { cursor?: string }) => {
      const page = await context.api().get<{ webhooks: Webhook[]; next?: string }>('/webhooks', query)
      context.print(page, ({ webhooks, next }) => pageLines(webhooks.map(webhookLine), next, 'There is no webhook.'))
    })
  webhook
    .command('deliveries')
    .argument('<webhook>', 'its id')
    .addOption(new Option('--status <status>').choices(deliveryStatuses))
    .option('--cursor <cursor>', '`next` of the page before')
    .description('the log of a webhook, newest first')
    .action(async (id: string, query: { status?: string; cursor?: string }) => {
      const path = `/webhooks/${encodeURIComponent(id)}/deliveries`
      const page = await context.api().get<{ deliveries: Delivery[]; next?: string }>(path, query)
      context.print(page, ({ deliveries, next }) =>
        pageLines(deliveries.map(deliveryLine), next, 'Nothing like this was sent.'),
      )
    })
  webhook
    .command('replay')
    .argument('<webhook>', 'its id')
    .argument('[delivery...]', 'deliveries to send again')
    .option('--failed', 'all that failed')
    .description('send events again')
    .action(async (id: string, deliveries: string[], { failed }: { failed?: true }) => {
      if (Boolean(failed) === deliveries.length > 0) {
        throw new CliError('Name the deliveries to send again, or give --failed for all that failed.', 2)
      }
      const path = `/webhooks/${encodeURIComponent(id)}/replay`
      const body = { deliveries: failed ? 'failed' : deliveries }
      const answer = await context.api().post<{ replayed: number }>(path, body)
      context.print(answer, ({ replayed }) => `${replayed} ${replayed === 1 ? 'event is' : 'events are'} sent again.`)
    })
}

function webhookLine({ id, name, url, disabledAt, failingSince }: Webhook): string {
  const stands = disabledAt ? 'off' : failingSince ? `failing since ${failingSince}` : 'on'
  return `${id}  ${name}  ${url}  ${stands}`
}

function deliveryLine({ id, kind, status, attempts, lastStatus, lastError, createdAt }: Delivery): string {
  const tried = `${attempts} ${attempts === 1 ? 'try' : 'tries'}`
  return `${id}  ${createdAt}  ${(kind ?? 'ping').padEnd(18)} ${status.padEnd(9)} ${tried}  ${lastError ?? lastStatus ?? ''}`
}
