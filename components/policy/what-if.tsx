'use client'

import { useRouter } from 'next/navigation'
import { useEffect } from 'react'
import { Button } from '#components/ui/button.tsx'
import { ErrorNotice } from '#components/ui/error-notice.tsx'
import { Notice } from '#components/ui/notice.tsx'
import { type Answer, useAct } from '#components/ui/use-act.ts'

type Props = {
  draft: { id: string; revision: number; editable: boolean }
  simulation: { status: string; revision: number; looked: number; total: number; reason: string | null } | null
  start(input: { id: string; revision: number }): Promise<Answer<unknown>>
}

const LOOK_MS = 1000

/** Starts a simulation and shows how far it is; the page is read anew until it has ended. */
export function WhatIf({ draft, simulation, start }: Props) {
  const router = useRouter()
  const starting = useAct(start)
  const running = simulation?.status === 'running'
  useEffect(() => {
    if (!running) return
    const timer = setInterval(() => router.refresh(), LOOK_MS)
    return () => clearInterval(timer)
  }, [running, router])
  const stale = simulation && simulation.revision !== draft.revision
  return (
    <div className="mb-5 space-y-3">
      <div className="flex flex-wrap items-center gap-3">
        <p className="prose-width min-w-0 flex-1 text-ink-muted">
          Every live runner, open deployment and exception is asked by the rules of now and by those of the draft.
          Freezes, windows and promotions say when something may change and are left out.
        </p>
        {draft.editable ? (
          <Button
            variant={simulation && !stale ? 'secondary' : 'primary'}
            pending={starting.pending || running}
            onClick={() => starting.run({ id: draft.id, revision: draft.revision })}
          >
            {simulation ? 'Simulate again' : 'Simulate'}
          </Button>
        ) : null}
      </div>
      {starting.refusal ? <ErrorNotice {...starting.refusal} /> : null}
      {running ? (
        <div aria-live="polite">
          <progress
            className="h-1.5 w-full accent-accent"
            max={Math.max(1, simulation.total)}
            value={simulation.looked}
          />
          <p className="text-ink-muted text-sm">
            {simulation.looked.toLocaleString('en')} of {simulation.total.toLocaleString('en')} live runners
          </p>
        </div>
      ) : null}
      {simulation?.status === 'failed' ? (
        <Notice kind="caution" title="It ended early">
          {simulation.reason}
        </Notice>
      ) : null}
      {stale && !running ? (
        <Notice kind="caution" title={`It is about revision ${simulation.revision}`}>
          The draft was edited since. Simulate again before it is submitted.
        </Notice>
      ) : null}
    </div>
  )
}
