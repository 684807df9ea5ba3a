import type { Act } from '#components/tenancy/act.ts'
import { ConfirmWithReason } from '#components/ui/confirm-with-reason.tsx'

export type LiftFreeze = Act<{ id: string; reason: string }>

type Props = { id: string; reason: string; coming: boolean; lift: LiftFreeze }

/** Ends a freeze before its time, or calls it off, after asking why. */
export function LiftFreezeButton({ id, reason, coming, lift }: Props) {
  const word = coming ? 'Call off' : 'Lift'
  return (
    <ConfirmWithReason
      label={word}
      title={`${word} “${reason}”?`}
      confirm={`${word} the freeze`}
      done={coming ? 'The freeze is called off.' : 'The freeze is lifted.'}
      hint="Kept as evidence."
      act={lift}
      input={{ id }}
    >
      Changes may begin at once, in their windows. Those it concerns are told.
    </ConfirmWithReason>
  )
}
