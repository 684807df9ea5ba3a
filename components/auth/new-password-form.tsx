'use client'

import { signOut } from 'next-auth/react'
import { type FormEvent, useState } from 'react'
import { Button } from '#components/ui/button.tsx'
import { ErrorNotice, type Refusal } from '#components/ui/error-notice.tsx'
import { Field } from '#components/ui/field.tsx'
import { Input } from '#components/ui/input.tsx'
import type { Answer } from '#components/ui/use-act.ts'
import { MIN_PASSWORD_LENGTH } from '#lib/auth/password-length.ts'

type Props = { set: (input: { password: string }) => Promise<Answer<void>> }

/** A new password, twice; then signing in with it. */
export function NewPasswordForm({ set }: Props) {
  const [mismatch, setMismatch] = useState(false)
  const [refusal, setRefusal] = useState<Refusal>()
  const [pending, setPending] = useState(false)
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const form = new FormData(event.currentTarget)
    const password = String(form.get('password'))
    const differs = password !== String(form.get('again'))
    setMismatch(differs)
    if (differs) return
    setPending(true)
    const answer = await set({ password })
    // The session has ended with the old password, so there is nothing to refresh: on to signing in.
    if (answer.ok) return signOut({ callbackUrl: '/sign-in' })
    setRefusal(answer.problem)
    setPending(false)
  }
  return (
    <form onSubmit={submit} className="space-y-4">
      {refusal ? <ErrorNotice {...refusal} /> : null}
      <Field label="New password" hint={`At least ${MIN_PASSWORD_LENGTH} characters.`}>
        {(control) => (
          <Input {...control} name="password" type="password" autoComplete="new-password" required className="h-10" />
        )}
      </Field>
      <Field label="Once more" error={mismatch ? 'The two are not the same.' : undefined}>
        {(control) => (
          <Input {...control} name="again" type="password" autoComplete="new-password" required className="h-10" />
        )}
      </Field>
      <Button type="submit" variant="primary" size="lg" pending={pending} className="w-full">
        Set the password
      </Button>
    </form>
  )
}
