'use client'

import { useEventStream } from '#components/live/use-event-stream.ts'
import { Section } from '#components/ui/section.tsx'
import { isAlive } from '#lib/provisioning/instances/instance-words.ts'
import { type InstanceItem, InstancesTable } from './instances-table.tsx'

type Page = { instances: InstanceItem[]; next: string | null }

type Props = {
  runnerId: string
  initial: Page
  /** What to say while there is none: when the first one would start. */
  empty: string
}

/** The containers or hosts of a runner as they come and go. */
export function Instances({ runnerId, initial, empty }: Props) {
  const { state } = useEventStream(`/api/v1/runners/${runnerId}/instances/stream`, initial, true)
  const alive = state.instances.filter(({ status }) => isAlive(status)).length
  const description = state.instances.length ? `${alive === 0 ? 'None runs' : `${alive} running`} now.` : undefined
  return (
    <Section title="Instances" description={description}>
      {state.instances.length ? <InstancesTable rows={state.instances} /> : <p className="text-ink-muted">{empty}</p>}
    </Section>
  )
}
