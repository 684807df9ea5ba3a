'use client'

import { RotateCcw } from 'lucide-react'
import type { Act } from '#components/tenancy/act.ts'
import { Button } from '#components/ui/button.tsx'
import { toastDone, toastRefused } from '#components/ui/toast.ts'
import { useAct } from '#components/ui/use-act.ts'
import type { ReplayInput } from '#lib/webhooks/schema.ts'

type Props = {
  id: string
  deliveries: ReplayInput['deliveries']
  replay: Act<ReplayInput, { replayed: number }>
  children: string
}

/** Sends events again. */
export function ReplayButton({ id, deliveries, replay, children }: Props) {
  const act = async (input: ReplayInput) => {
    const answer = await replay(input)
    if (!answer.ok) toastRefused(answer.problem)
    return answer
  }
  const nothing = deliveries === 'failed' ? 'Nothing has failed.' : 'It is still on its way.'
  const { run, pending } = useAct(act, ({ replayed }) =>
    toastDone(replayed ? `${replayed} ${replayed === 1 ? 'event is' : 'events are'} sent again.` : nothing),
  )
  return (
    <Button icon={<RotateCcw aria-hidden />} pending={pending} onClick={() => run({ id, deliveries })}>
      {children}
    </Button>
  )
}
