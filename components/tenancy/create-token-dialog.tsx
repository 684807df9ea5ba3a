'use client'

import { KeyRound } from 'lucide-react'
import { useState } from 'react'
import { Button } from '#components/ui/button.tsx'
import { Dialog } from '#components/ui/dialog.tsx'
import { ErrorNotice } from '#components/ui/error-notice.tsx'
import { Field } from '#components/ui/field.tsx'
import { Input } from '#components/ui/input.tsx'
import { SecretOnce } from '#components/ui/secret-once.tsx'
import { Select } from '#components/ui/select.tsx'
import { useAct } from '#components/ui/use-act.ts'
import type { Permission } from '#lib/auth/permissions.ts'
import { tokenLifetimes } from '#lib/tenancy/roles.ts'
import type { Act } from './act.ts'
import { ScopesField } from './scopes-field.tsx'

type CreateToken = Act<{ name: string; scopes: Permission[]; days: number }, { secret: string }>

const lifetimes = tokenLifetimes.map((days) => ({
  value: String(days),
  label: days === 1 ? '1 day' : `${days} days`,
}))

/** Makes an API token of one's own; its secret is shown this once. */
export function CreateTokenDialog({ offered, create }: { offered: readonly Permission[]; create: CreateToken }) {
  const [open, setOpen] = useState(false)
  const [name, setName] = useState('')
  const [days, setDays] = useState('30')
  const [scopes, setScopes] = useState<Permission[]>(() => offered.filter((scope) => scope.endsWith(':read')))
  const [secret, setSecret] = useState<string>()
  const { run, pending, refusal, clear } = useAct(create, (made) => setSecret(made.secret))
  const change = (next: boolean) => {
    setOpen(next)
    if (next) return
    setName('')
    setSecret(undefined)
    clear()
  }
  const form = (
    <form
      id="create-token"
      className="space-y-4"
      onSubmit={(event) => {
        event.preventDefault()
        run({ name, scopes, days: Number(days) })
      }}
    >
      <Field label="Name" hint="What will use it: a pipeline, a laptop.">
        {(control) => (
          <Input {...control} required maxLength={80} value={name} onChange={(event) => setName(event.target.value)} />
        )}
      </Field>
      <Field label="Ends after">
        {(control) => (
          <Select {...control} options={lifetimes} value={days} onChange={(event) => setDays(event.target.value)} />
        )}
      </Field>
      <ScopesField offered={offered} value={scopes} onChange={setScopes} />
      {refusal ? <ErrorNotice {...refusal} /> : null}
    </form>
  )
  return (
    <Dialog
      title={secret ? 'Copy the token now' : 'Create an API token'}
      open={open}
      onOpenChange={change}
      trigger={
        <Button variant="primary" icon={<KeyRound aria-hidden />}>
          Create a token
        </Button>
      }
      footer={
        secret ? (
          <Button variant="primary" onClick={() => change(false)}>
            I have copied it
          </Button>
        ) : (
          <>
            <Button onClick={() => change(false)}>Cancel</Button>
            <Button type="submit" form="create-token" variant="primary" pending={pending}>
              Create
            </Button>
          </>
        )
      }
    >
      {secret ? (
        <SecretOnce secret={secret} label="API token">
          Only its fingerprint is kept, so it cannot be shown again. Send it as <code>Authorization: Bearer</code>.
        </SecretOnce>
      ) : (
        form
      )}
    </Dialog>
  )
}
