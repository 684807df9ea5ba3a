import type { ReactNode } from 'react'
import { ConfirmButton } from '#components/ui/confirm-button.tsx'
import type { Act } from './act.ts'

type Props = {
  id: string
  name: string
  /** What it is, e.g. `token`. */
  what: string
  revoke: Act<{ id: string }>
  /** What comes of it. */
  children: ReactNode
}

/** Ends what may act by itself, after asking. */
export function RevokeButton({ id, name, what, revoke, children }: Props) {
  return (
    <ConfirmButton
      label="Revoke"
      name={`Revoke ${name}`}
      title={`Revoke “${name}”?`}
      confirm={`Revoke the ${what}`}
      done={`“${name}” is revoked.`}
      act={revoke}
      input={{ id }}
    >
      {children}
    </ConfirmButton>
  )
}
