import { Fingerprint } from 'lucide-react'
import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import { EnrolPasskeyDialog } from '#components/passkeys/enrol-passkey-dialog.tsx'
import { PasskeysTable } from '#components/passkeys/passkeys-table.tsx'
import { EmptyState } from '#components/ui/empty-state.tsx'
import { PageHeader } from '#components/ui/page-header.tsx'
import { currentUser } from '#lib/auth/current-actor.ts'
import { hasPassword } from '#lib/auth/has-password.ts'
import { pageActor } from '#lib/auth/page-actor.ts'
import { listPasskeys } from '#lib/passkeys/queries.ts'
import { beginEnrolmentAction, enrolPasskeyAction, removePasskeyAction } from './actions.ts'

export const metadata: Metadata = { title: 'Passkeys' }

export default async function PasskeysPage() {
  await pageActor('approval:read')
  const user = await currentUser()
  if (!user) redirect('/sign-in')
  const [passkeys, asksPassword] = await Promise.all([listPasskeys(user), hasPassword(user.id)])
  return (
    <>
      <PageHeader
        title="Passkeys"
        description="With a passkey you sign what you approve: the signature is over the digest of the decision and stays with the evidence. They are yours in every tenant."
        actions={
          <EnrolPasskeyDialog asksPassword={asksPassword} begin={beginEnrolmentAction} enrol={enrolPasskeyAction} />
        }
      />
      {passkeys.length ? (
        <PasskeysTable passkeys={passkeys} remove={removePasskeyAction} />
      ) : (
        <EmptyState icon={<Fingerprint />} title="No passkey yet">
          A fingerprint, a face, a PIN or a security key. Some rules count only approvals that were signed with one.
        </EmptyState>
      )}
    </>
  )
}
