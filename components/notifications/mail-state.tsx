import { Notice } from '#components/ui/notice.tsx'
import { RelativeTime } from '#components/ui/relative-time.tsx'
import { Status } from '#components/ui/status.tsx'

type Newest = { status: string; lastError: string | null; createdAt: Date; nextAt: Date }

/** Whether mail leaves the portal, where it goes, and how the newest one fared. */
export function MailState({ on, address, newest }: { on: boolean; address: string | null; newest: Newest | null }) {
  if (!on) {
    return (
      <Notice kind="caution" title="Mail is off, so nothing is mailed yet" className="mb-6">
        Whoever runs the portal turns it on by setting <code>SMTP_URL</code> and <code>MAIL_FROM</code> and starting it
        again. Your choice below is kept until then; what happened before is not mailed afterwards.
      </Notice>
    )
  }
  return (
    <Notice className="mb-6" title={`Mail goes to ${address ?? 'you'}`}>
      {newest ? (
        <p className="flex flex-wrap items-center gap-x-2">
          <span>
            The newest one, <RelativeTime at={newest.createdAt} />:
          </span>
          <Status status={newest.status} />
          {newest.lastError ? <span className="text-ink-muted">{newest.lastError}</span> : null}
          {newest.status === 'waiting' && newest.lastError ? (
            <span className="text-ink-muted">
              It is tried again <RelativeTime at={newest.nextAt} />.
            </span>
          ) : null}
        </p>
      ) : (
        'Nothing was mailed to you in this tenant lately.'
      )}
    </Notice>
  )
}
