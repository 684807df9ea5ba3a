'use client'

import { Play } from 'lucide-react'
import type { Act } from '#components/tenancy/act.ts'
import { Button } from '#components/ui/button.tsx'
import { ErrorNotice } from '#components/ui/error-notice.tsx'
import { toastDone } from '#components/ui/toast.ts'
import { useAct } from '#components/ui/use-act.ts'

export type ResumeAct = Act<{ id: string }, { skipped: number; waiting: number }>

/** Ends a pause, and says what it held. */
export function ResumeButton({ id, scope, resume }: { id: string; scope: string; resume: ResumeAct }) {
  const { run, pending, refusal } = useAct(resume, ({ skipped, waiting }) => {
    toastDone(`Runs of ${scope} go on: ${counted(skipped, 'tick')} let go, ${counted(waiting, 'run')} waited.`)
  })
  return (
    <span className="relative z-10 inline-flex flex-col items-start gap-1">
      <Button size="sm" icon={<Play />} pending={pending} aria-label={`Resume ${scope}`} onClick={() => run({ id })}>
        Resume
      </Button>
      {refusal ? <ErrorNotice {...refusal} /> : null}
    </span>
  )
}

const counted = (count: number, thing: string) => `${count} ${thing}${count === 1 ? '' : 's'}`
