import Link from 'next/link'
import type { ReactNode } from 'react'
import { Card } from '#components/ui/card.tsx'
import { RelativeTime } from '#components/ui/relative-time.tsx'
import { Stat } from '#components/ui/stat.tsx'

type Counts = { succeeded: number; failed: number; denied: number }
export type HealthFiguresProps = {
  lastHour: Counts
  waiting: number
  oldestAt: Date | null
  running: number
  retrying: number
  deadLetters: number
  workers: number
  agents: { online: number; offline: number }
  evidencePending: number
  /** Figures are counted no further than this. */
  counted: number
}

const figure = (value: number) => value.toLocaleString('en-US')

/** The figures of now, each with what puts it in proportion. */
export function HealthFigures(props: HealthFiguresProps) {
  const { lastHour, waiting, oldestAt, running, retrying, deadLetters, workers, agents, evidencePending, counted } =
    props
  const ended = lastHour.succeeded + lastHour.failed
  const to = (href: string, words: ReactNode) => (
    <Link href={href} className="text-accent-text hover:underline">
      {words}
    </Link>
  )
  return (
    <Card>
      <div className="grid grid-cols-2 gap-x-6 gap-y-4 sm:grid-cols-4 xl:grid-cols-8">
        <Stat
          label="The last hour"
          value={figure(ended)}
          note={
            lastHour.failed ? to('/runs?status=failed&since=1h', `${figure(lastHour.failed)} failed`) : 'none failed'
          }
        />
        <Stat
          label="Waiting"
          value={waiting >= counted ? `${figure(counted)}+` : figure(waiting)}
          note={oldestAt ? <RelativeTime at={oldestAt} /> : 'nothing waits'}
        />
        <Stat label="Running" value={figure(running)} note={to('/runs?status=running', 'see them')} />
        <Stat label="Retry due" value={figure(retrying)} note={to('/runs?status=retrying', 'see them')} />
        <Stat label="Dead letters" value={figure(deadLetters)} note={to('/dead-letters', 'open')} />
        <Stat label="Workers" value={workers} note={workers ? 'answer' : 'none answers'} />
        <Stat label="Agents" value={agents.online} note={agents.offline ? `${agents.offline} offline` : 'online'} />
        <Stat label="Evidence" value={figure(evidencePending)} note="not in the log yet" />
      </div>
    </Card>
  )
}
