'use client'

import { useRouter } from 'next/navigation'
import { useEffect } from 'react'
import { useEventStream } from '#components/live/use-event-stream.ts'
import type { Act } from '#components/tenancy/act.ts'
import { Button } from '#components/ui/button.tsx'
import { ConfirmWithReason } from '#components/ui/confirm-with-reason.tsx'
import { ErrorNotice } from '#components/ui/error-notice.tsx'
import { Status } from '#components/ui/status.tsx'
import { useAct } from '#components/ui/use-act.ts'
import { sayReplay } from '#lib/replays/say-replay.ts'
import type { ReplayOutcome, ReplayStatusName } from '#lib/replays/schema.ts'
import { OutcomeBar } from './outcome-bar.tsx'

/** A replay as the API gives it. */
export type LiveReplay = {
  id: string
  status: ReplayStatusName
  statusReason: string | null
  itemCount: number
  canarySize: number
  finishedAt: string | null
  counts: Record<ReplayOutcome, number>
}

const REFRESH_MS = 400

type Reasoned = Act<{ id: string; reason: string }, unknown>
type Props = {
  initial: LiveReplay
  mayAct: boolean
  pause: Reasoned
  resume: Act<{ id: string }, unknown>
  stop: Reasoned
}

/** A replay as it goes: one sentence, its tokens by outcome, and what can be done about it. */
export function ReplayView({ initial, mayAct, pause, resume, stop }: Props) {
  const { state, connection } = useEventStream(`/api/v1/replays/${initial.id}/events`, initial, true)
  const resuming = useAct(resume)
  const router = useRouter()
  // The tokens below are the server's to render: read anew as they move, a few times a second at the most.
  const moved = JSON.stringify([state.status, state.counts])
  // biome-ignore lint/correctness/useExhaustiveDependencies: what moved is the reason.
  useEffect(() => {
    if (state === initial) return
    const soon = setTimeout(() => router.refresh(), REFRESH_MS)
    return () => clearTimeout(soon)
  }, [moved])
  const { id, status } = state
  const going = status === 'canary' || status === 'running'
  return (
    <div className="mb-6">
      <div className="mb-4 flex flex-wrap items-center gap-x-4 gap-y-2 rounded-lg border bg-surface px-4 py-3">
        <Status status={status} />
        <p aria-live="polite" className="min-w-0 flex-1 basis-60 break-words">
          {sayReplay(state)}
        </p>
        {connection === 'retrying' && !state.finishedAt ? <span className="text-wait">Reconnecting…</span> : null}
        {mayAct && going ? (
          <ConfirmWithReason
            label="Pause"
            title="Pause the replay?"
            confirm="Pause it"
            size="md"
            done="The replay is paused."
            act={pause}
            input={{ id }}
          >
            Nothing more begins until it is resumed. What has begun goes on.
          </ConfirmWithReason>
        ) : null}
        {mayAct && status === 'paused' ? (
          <Button variant="primary" pending={resuming.pending} onClick={() => resuming.run({ id })}>
            Resume
          </Button>
        ) : null}
        {mayAct && (going || status === 'paused' || status === 'ready') ? (
          <ConfirmWithReason
            label="Stop"
            title="Stop the replay?"
            confirm="Stop it for good"
            danger
            size="md"
            done="The replay is stopped."
            act={stop}
            input={{ id }}
          >
            No token of it begins any more. What has begun goes on and is counted when it ends.
          </ConfirmWithReason>
        ) : null}
      </div>
      {resuming.refusal ? <ErrorNotice {...resuming.refusal} className="mb-4" /> : null}
      <OutcomeBar counts={state.counts} total={state.itemCount} />
    </div>
  )
}
