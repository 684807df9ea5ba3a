import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import { SignInForm } from '#components/auth/sign-in-form.tsx'
import { currentUser } from '#lib/auth/current-actor.ts'
import { oidcConfigured } from '#lib/auth/options.ts'

export const metadata: Metadata = { title: 'Sign in' }

type Props = { searchParams: Promise<{ error?: string | string[]; callbackUrl?: string | string[] }> }

export default async function SignInPage({ searchParams }: Props) {
  if (await currentUser()) redirect('/')
  const { error, callbackUrl } = await searchParams
  return (
    <>
      <h1 className="font-semibold text-title">Sign in</h1>
      <p className="mt-1 mb-6 text-ink-muted">Declare a runner. The platform does the rest, and keeps the proof.</p>
      <SignInForm
        sso={oidcConfigured}
        error={typeof error === 'string' ? error : undefined}
        returnTo={typeof callbackUrl === 'string' ? callbackUrl : undefined}
      />
    </>
  )
}
