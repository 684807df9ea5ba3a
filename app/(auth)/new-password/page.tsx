import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import { NewPasswordForm } from '#components/auth/new-password-form.tsx'
import { currentUser } from '#lib/auth/current-actor.ts'
import { setPasswordAction } from './actions.ts'

export const metadata: Metadata = { title: 'Choose a password' }

export default async function NewPasswordPage() {
  const user = await currentUser()
  if (!user) redirect('/sign-in')
  return (
    <>
      <h1 className="font-semibold text-title">Choose a password</h1>
      <p className="mt-1 mb-6 text-ink-muted">
        {user.firstPassword
          ? `${user.email} still has the password somebody handed over. Choose one that nobody else has seen.`
          : `For ${user.email}. Every other session ends.`}
      </p>
      <NewPasswordForm set={setPasswordAction} />
    </>
  )
}
