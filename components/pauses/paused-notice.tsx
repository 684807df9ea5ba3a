import { RelativeTime } from '#components/ui/relative-time.tsx'
import { Status } from '#components/ui/status.tsx'
import { type ResumeAct, ResumeButton } from './resume-button.tsx'

export type PauseView = {
  id: string
  runnerId: string | null
  scope: string
  reason: string
  pausedBy: string
  pausedAt: Date
}

type Props = {
  pauses: readonly PauseView[]
  /** By whom each may be resumed here; left out for those who may not. */
  resume?: ((pause: PauseView) => ResumeAct | undefined) | undefined
}

/** Where something is paused: what, by whom and why, since when, and the way on. */
export function PausedNotice({ pauses, resume }: Props) {
  if (!pauses.length) return null
  return (
    <ul className="mb-5 space-y-2">
      {pauses.map((pause) => {
        const act = resume?.(pause)
        return (
          <li key={pause.id} className="flex flex-wrap items-start justify-between gap-3 rounded-md bg-wait-soft p-3">
            <div className="min-w-0">
              <Status status="paused">Nothing begins: {pause.scope} is paused</Status>
              <p className="break-words">
                {pause.reason}{' '}
                <span className="text-ink-muted">
                  {pause.pausedBy}, <RelativeTime at={pause.pausedAt} />
                </span>
              </p>
            </div>
            {act ? <ResumeButton id={pause.id} scope={pause.scope} resume={act} /> : null}
          </li>
        )
      })}
    </ul>
  )
}
