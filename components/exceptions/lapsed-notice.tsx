import { Status } from '#components/ui/status.tsx'
import { TextLink } from '#components/ui/text-link.tsx'

export type Lapsed = { id: string; rule: string; status: string; expiresAt: Date }

/** On a runner that lives on an exception that has ended: that it runs nothing, and what to do. */
export function LapsedNotice({ lapsed }: { lapsed: readonly Lapsed[] }) {
  if (!lapsed.length) return null
  return (
    <div role="note" className="mb-5 rounded-md bg-bad-soft p-3">
      <Status status="exception_ended" className="items-start whitespace-normal">
        It runs nothing: what it was deployed under has ended
      </Status>
      <ul className="mt-1 space-y-1">
        {lapsed.map(({ id, rule, status }) => (
          <li key={id}>
            The exception from <code>{rule}</code> {status === 'revoked' ? 'was revoked' : 'has expired'}.{' '}
            <TextLink href={`/exceptions/${id}`}>Look at it{status === 'revoked' ? '' : ' and renew it'}</TextLink>, or
            deploy a version that needs none.
          </li>
        ))}
      </ul>
    </div>
  )
}
