import { DescriptionList } from '#components/ui/description-list.tsx'
import { Notice } from '#components/ui/notice.tsx'
import { RelativeTime } from '#components/ui/relative-time.tsx'
import { notificationKindWords } from '#lib/notifications/schema.ts'
import { type WebhookRow, WebhookStatus } from './webhooks-table.tsx'

type Props = { webhook: WebhookRow & { previousUntil: Date | null } }

/** How a webhook stands and what it is told. */
export function WebhookFacts({ webhook }: Props) {
  const { url, kinds, failingSince, disabledAt, disabledWhy, previousUntil, createdAt } = webhook
  const both = previousUntil && previousUntil > new Date()
  return (
    <div className="mb-8 space-y-4">
      {disabledAt && disabledWhy ? (
        <Notice kind="caution" title="Nothing is sent to it">
          {disabledWhy}
        </Notice>
      ) : null}
      <DescriptionList
        items={[
          { term: 'Status', value: <WebhookStatus webhook={webhook} /> },
          { term: 'Failing since', value: failingSince ? <RelativeTime at={failingSince} /> : null },
          { term: 'Address', value: <code className="break-all">{url}</code> },
          {
            term: 'Is told',
            value: kinds.length ? kinds.map((kind) => notificationKindWords[kind]).join(', ') : 'Everything',
          },
          {
            term: 'Secret',
            value: both ? (
              <>
                Two sign; the one before until <RelativeTime at={previousUntil} />.
              </>
            ) : (
              'One signs.'
            ),
          },
          { term: 'Set up', value: <RelativeTime at={createdAt} /> },
        ]}
      />
    </div>
  )
}
