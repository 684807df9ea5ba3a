import type { Refusal } from '#components/ui/error-notice.tsx'

const known: Record<string, Refusal> = {
  CredentialsSignin: {
    title: 'That e-mail address and password do not match',
    remedy: 'Check both. Ten wrong passwords lock an account for a quarter of an hour.',
    code: 'unauthenticated',
  },
  rate_limited: {
    title: 'Too many sign-in attempts',
    remedy: 'Wait a quarter of an hour, then try again.',
    code: 'rate_limited',
  },
  unverified_email: {
    title: 'Your identity provider has not verified your e-mail address',
    remedy: 'Verify it there, then sign in again.',
    code: 'forbidden',
  },
  account_disabled: {
    title: 'This account is switched off',
    remedy: 'Ask a platform admin to switch it on.',
    code: 'forbidden',
  },
  AccessDenied: { title: 'Your identity provider refused', remedy: 'Ask its admin for access.', code: 'forbidden' },
}

/** What to say about an `error` that next-auth puts into the address or answers with. */
export function signInRefusal(error: string | undefined): Refusal | undefined {
  if (!error) return undefined
  return (
    known[error] ?? {
      title: 'Signing in did not work',
      remedy: 'Try again; if it stays, tell your operator the code below.',
      code: error,
    }
  )
}

/** Where to go after signing in: a path of this portal, never another site. `base` is the portal's own origin. */
export function safeReturn(returnTo: string | undefined, base: string): string {
  if (!returnTo) return '/'
  const url = URL.canParse(returnTo, base) ? new URL(returnTo, base) : undefined
  if (url?.origin !== new URL(base).origin) return '/'
  // A path that begins with two slashes would be read as the name of another host.
  return `${url.pathname.replace(/^\/{2,}/, '/')}${url.search}`
}
