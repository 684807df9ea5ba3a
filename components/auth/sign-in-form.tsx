'use client'

import { signIn } from 'next-auth/react'
import { type FormEvent, useState } from 'react'
import { Button } from '#components/ui/button.tsx'
import { ErrorNotice, type Refusal } from '#components/ui/error-notice.tsx'
import { Field } from '#components/ui/field.tsx'
import { Input } from '#components/ui/input.tsx'
import { safeReturn, signInRefusal } from './sign-in-words.ts'

export type SignInFormProps = {
  /** Whether an identity provider is configured. */
  sso: boolean
  error: string | undefined
  returnTo: string | undefined
}

/** E-mail and password, and the identity provider where there is one. */
export function SignInForm({ sso, error, returnTo }: SignInFormProps) {
  const [refusal, setRefusal] = useState<Refusal | undefined>(signInRefusal(error))
  const [pending, setPending] = useState(false)

  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const form = new FormData(event.currentTarget)
    setPending(true)
    const answer = await signIn('credentials', {
      email: String(form.get('email')),
      password: String(form.get('password')),
      redirect: false,
    }).catch(() => undefined)
    // A full load, so that nothing of another person's session stays in this page.
    if (answer?.ok) window.location.assign(safeReturn(returnTo, window.location.origin))
    else {
      setPending(false)
      setRefusal(signInRefusal(answer?.error ?? 'unavailable'))
    }
  }

  return (
    <div className="space-y-5">
      {refusal ? <ErrorNotice {...refusal} /> : null}
      <form onSubmit={submit} className="space-y-4">
        <Field label="E-mail">
          {(control) => (
            <Input {...control} name="email" type="email" autoComplete="username" required className="h-10" />
          )}
        </Field>
        <Field label="Password">
          {(control) => (
            <Input
              {...control}
              name="password"
              type="password"
              autoComplete="current-password"
              required
              className="h-10"
            />
          )}
        </Field>
        <Button type="submit" variant="primary" size="lg" pending={pending} className="w-full">
          Sign in
        </Button>
      </form>
      {sso ? (
        <Button
          size="lg"
          className="w-full"
          onClick={() => void signIn('oidc', { callbackUrl: safeReturn(returnTo, window.location.origin) })}
        >
          Sign in with SSO
        </Button>
      ) : null}
    </div>
  )
}
