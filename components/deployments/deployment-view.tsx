'use client'

import { RotateCcw, Wand2, X } from 'lucide-react'
import { useEffect, useState } from 'react'
import { Button, ButtonLink } from '#components/ui/button.tsx'
import { ErrorNotice } from '#components/ui/error-notice.tsx'
import { Status } from '#components/ui/status.tsx'
import { absoluteWords } from '#components/ui/time-words.ts'
import { useAct } from '#components/ui/use-act.ts'
import { openStatuses, type StageName } from '#lib/provisioning/stage-names.ts'
import { whereItStands } from '#lib/provisioning/where-it-stands.ts'
import { sayDuration } from '#lib/say-duration.ts'
import { useEventStream } from '../live/use-event-stream.ts'
import { DeploymentFacts, type FactsOfDeployment } from './deployment-facts.tsx'
import { StageTimeline, type StageView } from './stage-timeline.tsx'

export type LiveDeployment = Omit<FactsOfDeployment, 'stages'> & {
  round: number
  reason: string | null
  waitingUntil: string | null
  cancelRequestedAt: string | null
  createdAt: string
  startedAt: string | null
  finishedAt: string | null
  stages: StageView[]
}

type Act = (input: {
  id: string
}) => Promise<
  | { ok: true; value: unknown }
  | { ok: false; problem: { title: string; detail?: string; remedy?: string; code?: string } }
>

type Props = {
  initial: LiveDeployment
  /** The server's clock when it rendered, so that the first drawing in the browser is the same. */
  renderedAt: number
  mayCancel: boolean
  mayResume: boolean
  /** Whether the reader may write manifests. */
  mayEdit: boolean
  cancel: Act
  resume: Act
}

const isOpen = (status: string) => openStatuses.some((each) => each === status)

/** A deployment as it happens: one sentence, the stages with their live log, and what can be done. */
export function DeploymentView({ initial, renderedAt, mayCancel, mayResume, mayEdit, cancel, resume }: Props) {
  const { state, log, connection } = useEventStream(`/api/v1/deployments/${initial.id}/events`, initial, true)
  const { now, zone } = useNow(renderedAt, isOpen(state.status))
  const [chosen, setChosen] = useState<StageName | 'none'>()
  const current = state.stages.find((stage) => ['running', 'waiting', 'failed'].includes(stage.status))?.name
  const cancelling = useAct(cancel)
  const resuming = useAct(resume)
  const begun = state.startedAt ? new Date(state.startedAt).getTime() : undefined
  const ended = state.finishedAt ? new Date(state.finishedAt).getTime() : now
  return (
    <div className="grid gap-6 lg:grid-cols-[minmax(0,1fr)_19rem]">
      <div className="min-w-0 space-y-4">
        <div className="flex flex-wrap items-center gap-x-4 gap-y-2 rounded-lg border bg-surface px-4 py-3">
          <Status status={state.status} />
          <p aria-live="polite" className="min-w-0 flex-1 basis-60">
            {whereItStands(state, new Date(now), (at) => absoluteWords(at, zone))}
          </p>
          {begun ? <span className="text-ink-muted tabular-nums">{sayDuration(ended - begun)}</span> : null}
          {connection === 'retrying' && isOpen(state.status) ? <span className="text-wait">Reconnecting…</span> : null}
          {mayCancel && isOpen(state.status) && !state.cancelRequestedAt ? (
            <Button icon={<X />} pending={cancelling.pending} onClick={() => cancelling.run({ id: state.id })}>
              Cancel
            </Button>
          ) : null}
          {mayEdit && deniedAtFirst(state) ? (
            <ButtonLink href={`/manifests/${state.manifest.id}/edit?nearest=${state.id}`} icon={<Wand2 />}>
              Open the nearest compliant manifest
            </ButtonLink>
          ) : null}
          {mayResume && ['failed', 'cancelled'].includes(state.status) ? (
            <Button
              variant="primary"
              icon={<RotateCcw />}
              pending={resuming.pending}
              onClick={() => resuming.run({ id: state.id })}
            >
              Resume from {current ? 'the failed stage' : 'where it stopped'}
            </Button>
          ) : null}
        </div>
        {cancelling.refusal ? <ErrorNotice {...cancelling.refusal} /> : null}
        {resuming.refusal ? <ErrorNotice {...resuming.refusal} /> : null}
        <StageTimeline
          stages={state.stages}
          log={log}
          now={now}
          open={chosen === 'none' ? undefined : (chosen ?? current)}
          onOpen={(name) => setChosen(name ?? 'none')}
        />
      </div>
      <DeploymentFacts deployment={state} />
    </div>
  )
}

/** Whether policy denied the manifest itself: what another manifest may cure. */
const deniedAtFirst = ({ status, stages }: LiveDeployment) =>
  status === 'failed' && stages.some(({ name, errorCode }) => name === 'validate' && errorCode === 'policy_denied')

/** The present, every half second while something moves, and the reader's time zone once that is known. */
function useNow(renderedAt: number, moving: boolean): { now: number; zone: string } {
  const [now, setNow] = useState(renderedAt)
  const [zone, setZone] = useState('UTC')
  useEffect(() => {
    setZone(Intl.DateTimeFormat().resolvedOptions().timeZone)
    setNow(Date.now())
    if (!moving) return
    const timer = setInterval(() => setNow(Date.now()), 500)
    return () => clearInterval(timer)
  }, [moving])
  return { now, zone }
}
