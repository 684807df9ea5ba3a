import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import { SignOutButton } from '#components/auth/sign-out-button.tsx'
import { currentActor, currentUser } from '#lib/auth/current-actor.ts'

export const metadata: Metadata = { title: 'No tenant yet' }

export default async function NoTenantPage() {
  const user = await currentUser()
  if (!user) redirect('/sign-in')
  if (user.firstPassword) redirect('/new-password')
  if (await currentActor()) redirect('/')
  return (
    <>
      <h1 className="font-semibold text-title">You are in no tenant yet</h1>
      <p className="mt-1 mb-6 text-ink-muted">
        You are signed in as {user.email}, but nobody has made you a member of a tenant. Ask an admin of yours to add
        you under Settings, Members, with that address.
      </p>
      <SignOutButton />
    </>
  )
}
