import type { Act } from '#components/tenancy/act.ts'
import { ConfirmWithReason } from '#components/ui/confirm-with-reason.tsx'

export type RevokeWaiver = Act<{ id: string; reason: string }>

/** Ends a waiver before its time, after asking why. */
export function RevokeWaiverButton({ id, component, revoke }: { id: string; component: string; revoke: RevokeWaiver }) {
  return (
    <ConfirmWithReason
      label="Revoke"
      title={`Revoke the waiver for ${component}?`}
      confirm="Revoke it"
      danger
      done={`The waiver for ${component} has ended.`}
      act={revoke}
      input={{ id }}
    >
      The deploy gate stops counting it at once; what runs goes on running.
    </ConfirmWithReason>
  )
}
