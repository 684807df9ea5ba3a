'use client'

import { useEventStream } from '#components/live/use-event-stream.ts'
import { IsolationList } from '#components/runs/isolation-list.tsx'
import { DescriptionList } from '#components/ui/description-list.tsx'
import { Digest } from '#components/ui/digest.tsx'
import { linesOf } from '#components/ui/log-search.ts'
import { LogView } from '#components/ui/log-view.tsx'
import { RelativeTime } from '#components/ui/relative-time.tsx'
import { Section } from '#components/ui/section.tsx'
import { Status } from '#components/ui/status.tsx'
import { isAlive } from '#lib/provisioning/instances/instance-words.ts'
import { sayInstance } from '#lib/provisioning/instances/say-instance.ts'
import type { IsolationReport } from '#lib/provisioning/isolation.ts'
import type { InstanceItem } from './instances-table.tsx'

/** An instance as its page shows it. */
export type LiveInstance = Omit<InstanceItem, 'current'> & {
  busyAt: string | null
  isolation: IsolationReport | null
  runner: { id: string; name: string; environment: { name: string } }
}

/** One container or host as it lives: a sentence, its own log, and the walls around it. */
export function InstanceView({ initial }: { initial: LiveInstance }) {
  const { state, log, connection } = useEventStream(`/api/v1/instances/${initial.id}/logs/stream`, initial, true)
  return (
    <div className="grid gap-6 lg:grid-cols-[minmax(0,1fr)_21rem]">
      <div className="min-w-0">
        <div className="mb-4 flex flex-wrap items-center gap-x-4 gap-y-2 rounded-lg border bg-surface px-4 py-3">
          <Status status={state.status} />
          <p aria-live="polite" className="min-w-0 flex-1 basis-60 break-words">
            {sayInstance(state)}
          </p>
        </div>
        <Section title="Log" description="Of the instance itself; what its runs wrote is with the runs.">
          <LogView
            label={`instance-${state.id}`}
            lines={linesOf(log)}
            live={isAlive(state.status)}
            empty={connection === 'ended' ? 'Nothing was written.' : 'Nothing yet.'}
          />
        </Section>
      </div>
      <aside className="min-w-0">
        <Section title="Record">
          <DescriptionList
            items={[
              { term: 'Version', value: <Digest digest={state.artifactDigest} /> },
              { term: 'Started', value: at(state.createdAt) },
              { term: 'Ready', value: at(state.readyAt) },
              { term: 'Ended', value: at(state.stoppedAt) },
              { term: 'Id', value: <Digest digest={state.id} className="break-all" /> },
            ]}
          />
        </Section>
        {state.isolation ? (
          <Section title="Isolation" description="As observed when it was started.">
            <IsolationList report={state.isolation} />
          </Section>
        ) : null}
      </aside>
    </div>
  )
}

const at = (time: string | null) => (time ? <RelativeTime at={new Date(time)} /> : undefined)
