import type { Metadata } from 'next'
import { RotateKeyButton } from '#components/artifacts/rotate-key-button.tsx'
import { SigningKeysTable } from '#components/artifacts/signing-keys-table.tsx'
import { PageHeader } from '#components/ui/page-header.tsx'
import { listSigningKeys } from '#lib/artifacts/sign/list-signing-keys.ts'
import { may } from '#lib/auth/authorise.ts'
import { pageActor } from '#lib/auth/page-actor.ts'
import { revokeKeyAction, rotateKeyAction } from '../actions.ts'

export const metadata: Metadata = { title: 'Signing keys' }

export default async function SigningKeysPage() {
  const actor = await pageActor('artifact:read')
  const mine = may(actor, 'key:rotate')
  return (
    <>
      <PageHeader
        title="Signing keys"
        description="What the installation signs artifacts and evidence with. Each key counts for what it signed in its time."
        actions={mine ? <RotateKeyButton rotate={rotateKeyAction} /> : null}
      />
      <SigningKeysTable keys={await listSigningKeys(actor)} revoke={mine ? revokeKeyAction : undefined} />
    </>
  )
}
