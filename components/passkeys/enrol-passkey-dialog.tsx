'use client'

import { type PublicKeyCredentialCreationOptionsJSON, startRegistration } from '@simplewebauthn/browser'
import { Fingerprint } from 'lucide-react'
import { useState } from 'react'
import { Button } from '#components/ui/button.tsx'
import { ErrorNotice } from '#components/ui/error-notice.tsx'
import { Field } from '#components/ui/field.tsx'
import { FormDialog } from '#components/ui/form-dialog.tsx'
import { Input } from '#components/ui/input.tsx'
import { toastDone } from '#components/ui/toast.ts'
import { type Answer, useAct } from '#components/ui/use-act.ts'
import type { EnrolInput } from '#lib/passkeys/schema.ts'
import { notAsked } from './ask-authenticator.ts'

type Props = {
  /** The password is asked for once more; who signs in with an identity provider has none. */
  asksPassword: boolean
  begin: (input: { password: string }) => Promise<Answer<PublicKeyCredentialCreationOptionsJSON>>
  enrol: (input: { name: string; response: EnrolInput['response'] }) => Promise<Answer<{ id: string }>>
}

/** Has the browser make a passkey and hands it in, under a name. */
export function EnrolPasskeyDialog({ asksPassword, begin, enrol }: Props) {
  const [open, setOpen] = useState(false)
  const [name, setName] = useState('')
  const [password, setPassword] = useState('')
  const act = async (given: { name: string; password: string }): Promise<Answer<{ id: string }>> => {
    const options = await begin({ password: given.password })
    if (!options.ok) return options
    try {
      const made = await startRegistration({ optionsJSON: options.value })
      const response = { ...made.response }
      const clientExtensionResults = { ...made.clientExtensionResults }
      return await enrol({ name: given.name, response: { ...made, response, clientExtensionResults } })
    } catch (error) {
      return { ok: false, problem: notAsked(error) }
    }
  }
  const { run, pending, refusal, clear } = useAct(act, () => {
    toastDone(`“${name}” is enrolled.`)
    change(false)
  })
  const change = (next: boolean) => {
    setOpen(next)
    setPassword('')
    if (next) return
    setName('')
    clear()
  }
  return (
    <FormDialog
      title="Enrol a passkey"
      open={open}
      onOpenChange={change}
      trigger={
        <Button variant="primary" icon={<Fingerprint aria-hidden />}>
          Enrol a passkey
        </Button>
      }
      submit="Continue"
      pending={pending}
      onSubmit={() => run({ name, password })}
    >
      <Field label="Name" hint="Where it lives: this laptop, a security key. Your browser asks for the rest.">
        {(control) => (
          <Input {...control} required maxLength={80} value={name} onChange={(event) => setName(event.target.value)} />
        )}
      </Field>
      {asksPassword ? (
        <Field label="Your password, once more">
          {(control) => (
            <Input
              {...control}
              required
              type="password"
              autoComplete="current-password"
              maxLength={500}
              value={password}
              onChange={(event) => setPassword(event.target.value)}
            />
          )}
        </Field>
      ) : null}
      {refusal ? <ErrorNotice {...refusal} /> : null}
    </FormDialog>
  )
}
