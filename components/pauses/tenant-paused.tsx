import { Hand } from 'lucide-react'
import Link from 'next/link'

type Props = { pauses: readonly { id: string; reason: string; pausedBy: string }[] }

/** Above every page while the whole tenant is paused. */
export function TenantPaused({ pauses }: Props) {
  if (!pauses.length) return null
  return (
    <div role="status" className="border-b bg-wait-soft px-4 py-2 sm:px-6">
      {pauses.map(({ id, reason, pausedBy }) => (
        <p key={id} className="flex min-w-0 items-start gap-2">
          <Hand aria-hidden className="mt-0.5 size-4 shrink-0 text-wait" />
          <span className="min-w-0 break-words">
            <span className="font-semibold">No run of this tenant begins</span>: {pausedBy} paused them. {reason}{' '}
            <Link href="/schedules" className="font-medium underline underline-offset-2">
              Look at it
            </Link>
          </span>
        </p>
      ))}
    </div>
  )
}
