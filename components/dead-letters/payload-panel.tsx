'use client'

import { useState } from 'react'
import type { Act } from '#components/tenancy/act.ts'
import { Button } from '#components/ui/button.tsx'
import { CodeBlock } from '#components/ui/code-block.tsx'
import { ErrorNotice } from '#components/ui/error-notice.tsx'
import { useAct } from '#components/ui/use-act.ts'
import type { PayloadSample } from '#lib/dead-letters/read-sample.ts'

type Props = { id: string; kept: boolean; until: string; may: boolean; read: Act<{ id: string }, PayloadSample> }

/** The payload, which is shown only when somebody asks for it: each reading is written down. */
export function PayloadPanel({ id, kept, until, may, read }: Props) {
  const [sample, setSample] = useState<PayloadSample>()
  const { run, pending, refusal } = useAct(read, setSample)
  if (sample) {
    return (
      <>
        <CodeBlock label="payload" code={pretty(sample)} />
        {sample.cut ? (
          <p className="mt-2 text-ink-muted">
            The start of {sample.inputBytes.toLocaleString('en')} bytes. A replay gets the whole of it.
          </p>
        ) : null}
      </>
    )
  }
  if (!kept)
    return <p className="text-ink-muted">It was kept until {until} and is gone; no replay is possible any more.</p>
  return (
    <>
      {refusal ? <ErrorNotice {...refusal} className="mb-3" /> : null}
      <p className="mb-3 text-ink-muted">
        Sealed, and kept until {until}.{' '}
        {may ? 'Reading it is written down as evidence.' : 'Your role does not read it.'}
      </p>
      {may ? (
        <Button pending={pending} onClick={() => run({ id })}>
          Show the payload
        </Button>
      ) : null}
    </>
  )
}

function pretty({ text, cut }: PayloadSample): string {
  if (cut) return text
  try {
    return JSON.stringify(JSON.parse(text), null, 2)
  } catch {
    return text
  }
}
