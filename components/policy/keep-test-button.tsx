'use client'

import { FlaskConical } from 'lucide-react'
import { Button } from '#components/ui/button.tsx'
import { toastDone } from '#components/ui/toast.ts'
import { type Answer, useAct } from '#components/ui/use-act.ts'

type Props = { decisionId: string; keep(input: { decisionId: string }): Promise<Answer<{ name: string }>> }

/** Keeps a decision as a test of the platform's rules, in one press. */
export function KeepTestButton({ decisionId, keep }: Props) {
  const { run, pending, refusal } = useAct(keep, ({ name }) => toastDone(`Kept as “${name}”.`))
  return (
    <div className="mt-2">
      <Button size="sm" icon={<FlaskConical />} pending={pending} onClick={() => run({ decisionId })}>
        Keep as a test
      </Button>
      {refusal ? <p className="mt-1 text-bad text-sm">{refusal.detail ?? refusal.title}</p> : null}
    </div>
  )
}
