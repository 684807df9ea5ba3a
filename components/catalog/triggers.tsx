import { RelativeTime } from '#components/ui/relative-time.tsx'
import { TextLink } from '#components/ui/text-link.tsx'
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
    return (
      <p className="text-ink-muted">
        None. Add a schedule, a webhook, a topic or a folder of files to the manifest and deploy it.
      </p>
    )
  }
  return (
    <ul className="space-y-5">
      {triggers.map((trigger) => (
        <li key={trigger.id}>
          <p className="font-medium">
            <TextLink href={`/schedules/triggers/${trigger.id}`}>{trigger.words}</TextLink>
          </p>
          {trigger.heldBack ? <p className="text-wait">Starts nothing just now: {trigger.heldBack}</p> : null}
          {trigger.kind === 'schedule' ? (
            <p className="text-ink-muted">
              <code>{trigger.cron}</code>, next{' '}
              {trigger.next.map((at, place) => (
                <span key={at}>
                  {place ? ', ' : ''}
                  <RelativeTime at={at} />
                </span>
              ))}
            </p>
          ) : null}
          {trigger.kind === 'webhook' ? (
            <div className="mt-2">
              <Webhook triggerId={trigger.id} url={trigger.url} mayRotate={mayRotate} rotate={rotate} />
            </div>
          ) : null}
        </li>
      ))}
    </ul>
  )
}
