import { RelativeTime } from '#components/ui/relative-time.tsx'
import type { Answer } from '#components/ui/use-act.ts'
import type { TriggerView } from '#lib/catalog/trigger-view.ts'
import { Webhook } from './webhook.tsx'

type Props = {
  triggers: readonly TriggerView[]
  mayRotate: boolean
  rotate: (input: { triggerId: string }) => Promise<Answer<{ secret: string }>>
}

/** What starts runs of a runner by itself. */
export function Triggers({ triggers, mayRotate, rotate }: Props) {
  if (!triggers.length) {
    return <p className="text-ink-muted">None. Add a schedule or a webhook to the manifest and deploy it.</p>
  }
  return (
    <ul className="space-y-5">
      {triggers.map((trigger) => (
        <li key={trigger.id}>
          {trigger.kind === 'schedule' ? (
            <>
              <p className="font-medium">
                {trigger.words} <span className="font-normal text-ink-muted">({trigger.timezone})</span>
              </p>
              <p className="text-ink-muted">
                <code>{trigger.cron}</code>, next{' '}
                {trigger.next.map((at, place) => (
                  <span key={at}>
                    {place ? ', ' : ''}
                    <RelativeTime at={at} />
                  </span>
                ))}
              </p>
            </>
          ) : (
            <>
              <p className="mb-2 font-medium">Webhook</p>
              <Webhook triggerId={trigger.id} url={trigger.url} mayRotate={mayRotate} rotate={rotate} />
            </>
          )}
        </li>
      ))}
    </ul>
  )
}
