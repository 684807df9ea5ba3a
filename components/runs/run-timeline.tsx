import { Status } from '#components/ui/status.tsx'
import { wordsOf } from '#components/ui/status-words.ts'
import { toneFill } from '#components/ui/tone.ts'
import type { RunTimeline as Timeline } from '#lib/runs/timeline.ts'
import { sayDuration } from '#lib/say-duration.ts'

const clock = (at: number) => new Date(at).toISOString().slice(11, 23)

/** A run's time on one axis, and its changes in order. */
export function RunTimeline({ timeline }: { timeline: Timeline }) {
  const { from, to, stretches, changes } = timeline
  const whole = Math.max(1, to - from)
  return (
    <div className="rounded-lg border bg-surface p-4">
      <div aria-hidden className="relative mb-1 h-6 rounded-sm bg-sunken">
        {stretches.map((stretch) => (
          <span
            key={`${stretch.kind}${stretch.from}`}
            title={stretch.title}
            className={`absolute top-0 h-full min-w-1 rounded-xs ${look(stretch)}`}
            style={{
              left: `${((stretch.from - from) / whole) * 100}%`,
              width: `${((stretch.to - stretch.from) / whole) * 100}%`,
            }}
          />
        ))}
      </div>
      <div aria-hidden className="mb-3 flex justify-between text-ink-muted text-sm tabular-nums">
        <span>{clock(from)} UTC</span>
        <span>{sayDuration(to - from)} in all</span>
      </div>
      <ol aria-label="What became of it" className="space-y-1.5">
        {changes.map((change, i) => (
          <li key={`${change.at}${change.sentence}`} className="flex flex-wrap items-baseline gap-x-3 gap-y-0.5">
            <time
              dateTime={new Date(change.at).toISOString()}
              className="w-24 shrink-0 font-mono text-ink-muted text-sm tabular-nums"
            >
              {clock(change.at)}
            </time>
            <span className="w-24 shrink-0">
              <Status status={change.status} />
            </span>
            <span className="wrap-anywhere min-w-0 flex-1 basis-60">{change.sentence}</span>
            <span className="text-ink-muted text-sm tabular-nums">{i ? `+${since(changes, i)}` : null}</span>
          </li>
        ))}
      </ol>
    </div>
  )
}

const since = (changes: Timeline['changes'], i: number) =>
  sayDuration(Math.max(0, (changes[i]?.at ?? 0) - (changes[i - 1]?.at ?? 0)))

/** Waiting is thin and pale, work is full; the colours are those of the statuses. */
function look({ kind, status, open }: Timeline['stretches'][number]): string {
  if (kind === 'attempt')
    return `${toneFill[wordsOf(status).tone]}${open ? ' animate-pulse motion-reduce:animate-none' : ''}`
  return kind === 'backed_off'
    ? 'bg-wait-soft shadow-[inset_0_0_0_1px_var(--wait)]'
    : 'bg-hover shadow-[inset_0_0_0_1px_var(--line-strong)]'
}
