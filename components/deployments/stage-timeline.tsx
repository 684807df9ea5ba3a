'use client'

import { ChevronRight } from 'lucide-react'
import { classNames } from '#components/ui/class-names.ts'
import { ErrorNotice } from '#components/ui/error-notice.tsx'
import { linesOf } from '#components/ui/log-search.ts'
import { LogView } from '#components/ui/log-view.tsx'
import { Status } from '#components/ui/status.tsx'
import { wordsOf } from '#components/ui/status-words.ts'
import { toneFill } from '#components/ui/tone.ts'
import { stages as catalogue, type StageName } from '#lib/provisioning/stage-names.ts'
import { sayDuration } from '#lib/say-duration.ts'
import type { LogChunk } from '../live/use-event-stream.ts'
import { StageOutput } from './stage-output.tsx'
import { barsOf } from './timeline-scale.ts'

export type StageView = {
  name: StageName
  status: string
  attempt: number
  reason: string | null
  errorCode: string | null
  remedy: string | null
  output: unknown
  startedAt: string | null
  finishedAt: string | null
}

type Props = {
  stages: readonly StageView[]
  log: readonly LogChunk[]
  now: number
  open: StageName | undefined
  onOpen(name: StageName | undefined): void
}

/** The stages one below the other, their durations as bars on one time axis; one can be open with log and output. */
export function StageTimeline({ stages, log, now, open, onOpen }: Props) {
  const bars = barsOf(stages, now)
  const over = stages.some(({ status }) => status === 'failed' || status === 'cancelled')
  return (
    <ol className="divide-y rounded-lg border bg-surface">
      {stages.map((stage, index) => {
        const bar = bars[index]
        const shown = open === stage.name
        const about = catalogue.find((each) => each.name === stage.name)
        return (
          <li key={stage.name}>
            <button
              type="button"
              aria-expanded={shown}
              onClick={() => onOpen(shown ? undefined : stage.name)}
              className="grid h-11 w-full grid-cols-[1rem_minmax(0,1fr)_auto] items-center gap-3 px-3 text-left hover:bg-hover focus-visible:outline-offset-[-2px] sm:grid-cols-[1rem_11rem_8.5rem_minmax(0,1fr)_4.5rem]"
            >
              <ChevronRight
                aria-hidden
                className={classNames('size-4 text-ink-faint transition-transform', shown && 'rotate-90')}
              />
              <span className="truncate font-medium" title={about?.does}>
                {about?.title}
                {stage.attempt > 1 ? (
                  <span className="font-normal text-ink-muted"> · attempt {stage.attempt}</span>
                ) : null}
              </span>
              <Status status={over && stage.status === 'queued' ? 'not_begun' : stage.status} />
              <span aria-hidden className="relative hidden h-2 rounded-xs bg-sunken sm:block">
                {bar ? (
                  <span
                    className={classNames('absolute inset-y-0 rounded-xs', toneFill[wordsOf(stage.status).tone])}
                    style={{ left: `${bar.left}%`, width: `${bar.width}%` }}
                  />
                ) : null}
              </span>
              <span className="hidden text-right text-ink-muted tabular-nums sm:block">
                {bar ? sayDuration(bar.milliseconds) : ''}
              </span>
            </button>
            {shown ? <StageDetail stage={stage} log={log} does={about?.does ?? ''} /> : null}
          </li>
        )
      })}
    </ol>
  )
}

const afterwards =
  'What lies in the manifest or its source needs a new version. When the cause is elsewhere, resume: what succeeded stays done.'

function StageDetail({ stage, log, does }: { stage: StageView; log: readonly LogChunk[]; does: string }) {
  const lines = linesOf(log.filter((chunk) => chunk.channel === stage.name))
  return (
    <div className="space-y-3 border-t bg-canvas px-4 py-3">
      <p className="text-ink-muted">{does}</p>
      {stage.status === 'failed' && stage.reason ? (
        <ErrorNotice
          title={stage.reason}
          remedy={[stage.remedy, afterwards].filter(Boolean).join(' ')}
          code={stage.errorCode ?? undefined}
        />
      ) : null}
      <LogView
        lines={lines}
        label={`Log of ${stage.name}`}
        live={stage.status === 'running'}
        empty={stage.status === 'queued' ? 'This stage has not begun.' : 'Nothing was written.'}
      />
      {stage.output ? <StageOutput output={stage.output as Record<string, unknown>} /> : null}
    </div>
  )
}
