import { DescriptionList } from '#components/ui/description-list.tsx'
import { Digest } from '#components/ui/digest.tsx'
import { RelativeTime } from '#components/ui/relative-time.tsx'
import { Status } from '#components/ui/status.tsx'
import { causeTitles } from '#lib/runs/run-words.ts'
import type { AttemptFacts as Facts } from '#lib/runs/timeline.ts'
import { sayDuration } from '#lib/say-duration.ts'
import { sayRunCost } from './say-run-cost.ts'

/** An attempt as the API gives it with its run. */
export type LiveAttempt = Facts & {
  startedAt: string
  finishedAt: string | null
  coldStart: boolean | null
  initMs: number | null
  durationMs: number | null
  maxMemoryMib: number | null
  costMicros: string | null
  logDigest: string | null
  spanId: string | null
  metrics: Record<string, number> | null
  decisionId: string | null
  silentFrom: string | null
  silentUntil: string | null
}

/** `spilledBytes` as "Spilled bytes". */
const figureName = (name: string) =>
  name.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`).replace(/^./, (first) => first.toUpperCase())

/** For how long its place was others’, since nothing was heard of who held it. */
function silence({ silentFrom, silentUntil }: LiveAttempt): string | null {
  if (!silentFrom || !silentUntil) return null
  return `${sayDuration(Date.parse(silentUntil) - Date.parse(silentFrom))}, then it was back`
}

/** How one attempt went: who held it, why it ended, what it used. */
export function AttemptFacts({ attempt }: { attempt: LiveAttempt }) {
  const { durationMs, initMs, coldStart, maxMemoryMib, costMicros, cause } = attempt
  return (
    <DescriptionList
      items={[
        { term: 'Ended', value: <Status status={attempt.status} /> },
        { term: 'Cause', value: cause ? causeTitles[cause] : null },
        { term: 'Reason', value: attempt.reason },
        { term: 'Held by', value: <span className="break-all font-mono text-sm">{attempt.holder}</span> },
        { term: 'Began', value: <RelativeTime at={attempt.startedAt} /> },
        { term: 'Holder silent', value: silence(attempt) },
        { term: 'Took', value: durationMs === null ? null : sayDuration(durationMs) },
        { term: 'Start', value: coldStart === null ? null : coldStart ? `cold, ${sayDuration(initMs ?? 0)}` : 'warm' },
        { term: 'Memory', value: maxMemoryMib === null ? null : `${maxMemoryMib} MiB` },
        { term: 'Cost', value: costMicros === null ? null : sayRunCost(costMicros) },
        ...Object.entries(attempt.metrics ?? {}).map(([name, value]) => ({
          term: figureName(name),
          value: value.toLocaleString('en-US'),
        })),
        { term: 'Log', value: attempt.logDigest ? <Digest digest={attempt.logDigest} /> : null },
        { term: 'Span', value: attempt.spanId ? <span className="font-mono text-sm">{attempt.spanId}</span> : null },
      ]}
    />
  )
}
