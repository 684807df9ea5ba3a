'use client'

import { useEffect, useState } from 'react'
import { Section } from '#components/ui/section.tsx'
import type { RunTrace as Trace } from '#lib/telemetry/read-trace.ts'
import { Waterfall } from './waterfall.tsx'

type Props = {
  runId: string
  initial: Trace
  /** Changes with whatever the trace may have grown by. */
  version: string
}

/** Where a run's time went. It is asked for again when the run has gone on. */
export function RunTrace({ runId, initial, version }: Props) {
  const [trace, setTrace] = useState(initial)
  const [drawn, setDrawn] = useState(version)
  useEffect(() => {
    if (version === drawn) return
    const leave = new AbortController()
    fetch(`/api/v1/runs/${runId}/trace`, { signal: leave.signal })
      .then(async (answer) => {
        if (!answer.ok) return
        setTrace((await answer.json()) as Trace)
        setDrawn(version)
      })
      // What is drawn stays; the next change asks again.
      .catch(() => undefined)
    return () => leave.abort()
  }, [runId, version, drawn])
  return (
    <Section title="Trace" description={<span className="break-all font-mono text-sm">{trace.traceId}</span>}>
      <Waterfall spans={trace.spans} />
    </Section>
  )
}
