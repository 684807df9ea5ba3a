import { ConfirmWithReason } from '#components/ui/confirm-with-reason.tsx'
import type { RevokeKey } from './signing-keys-table.tsx'

/** Stops trusting a key, after asking why. */
export function RevokeKeyDialog({ keyId, revoke }: { keyId: string; revoke: RevokeKey }) {
  const short = keyId.slice(0, 12)
  return (
    <ConfirmWithReason
      label="Revoke"
      name={`Revoke key ${short}`}
      title={`Revoke key ${short}?`}
      confirm="Revoke the key"
      danger
      done={`Key ${short} is revoked.`}
      act={revoke}
      input={{ keyId }}
    >
      Artifacts that only this key signed start no run until they are deployed again. Evidence from before keeps its
      proof. This cannot be undone.
    </ConfirmWithReason>
  )
}
