'use client'

import { UserPlus } from 'lucide-react'
import { useState } from 'react'
import { Button } from '#components/ui/button.tsx'
import { Dialog } from '#components/ui/dialog.tsx'
import { ErrorNotice } from '#components/ui/error-notice.tsx'
import { Field } from '#components/ui/field.tsx'
import { Input } from '#components/ui/input.tsx'
import { SecretOnce } from '#components/ui/secret-once.tsx'
import { toastDone } from '#components/ui/toast.ts'
import { useAct } from '#components/ui/use-act.ts'
import type { RoleName } from '#lib/tenancy/roles.ts'
import type { Act } from './act.ts'
import { RolesField } from './roles-field.tsx'

type AddMember = Act<{ email: string; name: string; roles: RoleName[] }, { userId: string; firstPassword?: string }>

/** Adds a person by e-mail address. A new account's first password is shown this once. */
export function AddMemberDialog({ add }: { add: AddMember }) {
  const [open, setOpen] = useState(false)
  const [email, setEmail] = useState('')
  const [name, setName] = useState('')
  const [roles, setRoles] = useState<RoleName[]>(['engineer'])
  const [firstPassword, setFirstPassword] = useState<string>()
  const { run, pending, refusal, clear } = useAct(add, (made) => {
    toastDone(`${email} is a member now.`)
    if (made.firstPassword) setFirstPassword(made.firstPassword)
    else change(false)
  })
  const change = (next: boolean) => {
    setOpen(next)
    if (next) return
    setEmail('')
    setName('')
    setRoles(['engineer'])
    setFirstPassword(undefined)
    clear()
  }
  const form = (
    <form
      id="add-member"
      className="space-y-4"
      onSubmit={(event) => {
        event.preventDefault()
        run({ email, name, roles })
      }}
    >
      <Field label="E-mail" hint="Somebody who signs in through your identity provider keeps that.">
        {(control) => (
          <Input
            {...control}
            type="email"
            required
            autoComplete="off"
            value={email}
            onChange={(event) => setEmail(event.target.value)}
          />
        )}
      </Field>
      <Field label="Name" optional>
        {(control) => (
          <Input {...control} value={name} maxLength={100} onChange={(event) => setName(event.target.value)} />
        )}
      </Field>
      <RolesField value={roles} onChange={setRoles} />
      {refusal ? <ErrorNotice {...refusal} /> : null}
    </form>
  )
  return (
    <Dialog
      title={firstPassword ? `Hand this to ${email}` : 'Add a member'}
      open={open}
      onOpenChange={change}
      trigger={
        <Button variant="primary" icon={<UserPlus aria-hidden />}>
          Add a member
        </Button>
      }
      footer={
        firstPassword ? (
          <Button variant="primary" onClick={() => change(false)}>
            I have handed it over
          </Button>
        ) : (
          <>
            <Button onClick={() => change(false)}>Cancel</Button>
            <Button type="submit" form="add-member" variant="primary" pending={pending}>
              Add
            </Button>
          </>
        )
      }
    >
      {firstPassword ? (
        <SecretOnce secret={firstPassword} label="First password">
          It is not kept and cannot be shown again.
        </SecretOnce>
      ) : (
        form
      )}
    </Dialog>
  )
}
