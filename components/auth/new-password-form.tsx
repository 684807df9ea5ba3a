'use client'

import { signOut } from 'next-auth/react'
import { type FormEvent, useState } from 'react'
import { Button } from '#components/ui/button.tsx'
import { ErrorNotice } from '#components/ui/error-notice.tsx'
import { Field } from '#components/ui/field.tsx'
import { Input } from '#components/ui/input.tsx'
import { type Answer, useAct } from '#components/ui/use-act.ts'
import { MIN_PASSWORD_LENGTH } from '#lib/auth/password-length.ts'

type Props = { set: (input: { password: string }) => Promise<Answer<void>> }

/** A new password, twice; then signing in with it. */
export function NewPasswordForm({ set }: Props) {
  const [mismatch, setMismatch] = useState(false)
  const act = useAct(set, () => void signOut({ callbackUrl: '/sign-in' }))
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const form = new FormData(event.currentTarget)
    const password = String(form.get('password'))
    const differs = password !== String(form.get('again'))
    setMismatch(differs)
    if (!differs) act.run({ password })
  }
  return (
    <form onSubmit={submit} className="space-y-4">
      {act.refusal ? <ErrorNotice {...act.refusal} /> : null}
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
      <Button type="submit" variant="primary" size="lg" pending={act.pending} className="w-full">
        Set the password
      </Button>
    </form>
  )
}
