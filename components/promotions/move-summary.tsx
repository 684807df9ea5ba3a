import { Badge } from '#components/ui/badge.tsx'
import { Digest } from '#components/ui/digest.tsx'
import { EnvironmentMark } from '#components/ui/environment-mark.tsx'
import { RelativeTime } from '#components/ui/relative-time.tsx'
import type { Tone } from '#components/ui/tone.ts'
import type { Preview } from './board-moves.ts'

const tones: Record<string, Tone> = { hard: 'refused', soft: 'wait', advisory: 'neutral' }

/** What goes where, who is asked, and what stands against it. */
export function MoveSummary({ preview }: { preview: Preview }) {
  const { from, to, version, artifactDigest, approvalsRequired, opensAt, findings, allowed, overridable } = preview
  const people = `${approvalsRequired} ${approvalsRequired === 1 ? 'person' : 'people'}`
  return (
    <div className="space-y-3">
      <p className="flex flex-wrap items-center gap-x-2 gap-y-1">
        <EnvironmentMark name={from} />
        {from === to ? null : (
          <>
            <span aria-hidden>→</span>
            <span className="sr-only">to</span>
            <EnvironmentMark name={to} />
          </>
        )}
        <span className="font-medium">v{version}</span>
        <Digest digest={artifactDigest} />
      </p>
      <p>
        {approvalsRequired ? `${people} must approve before anything is applied. ` : 'Nobody need approve. '}
        {opensAt ? (
          <>
            It may begin <RelativeTime at={opensAt} className="font-medium" />.
          </>
        ) : null}
      </p>
      {findings.length ? (
        <ul aria-label="What policy says" className="space-y-2">
          {findings.map(({ id, level, reason, remedy }) => (
            <li key={id} className="rounded-md border px-3 py-2">
              <Badge tone={tones[level] ?? 'neutral'}>{level}</Badge> <span>{reason}</span>{' '}
              <span className="text-ink-muted">{remedy}</span>
            </li>
          ))}
        </ul>
      ) : null}
      {!allowed && overridable ? (
        <p className="text-ink-muted">It can be asked for: people with the override permission then decide.</p>
      ) : null}
    </div>
  )
}
