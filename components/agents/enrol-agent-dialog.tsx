'use client'

import { Server } from 'lucide-react'
import { useState } from 'react'
import type { Act } from '#components/tenancy/act.ts'
import { Button } from '#components/ui/button.tsx'
import { Dialog } from '#components/ui/dialog.tsx'
import { ErrorNotice } from '#components/ui/error-notice.tsx'
import { Field } from '#components/ui/field.tsx'
import { Input } from '#components/ui/input.tsx'
import { SecretOnce } from '#components/ui/secret-once.tsx'
import { Select } from '#components/ui/select.tsx'
import { useAct } from '#components/ui/use-act.ts'
import { enrolCommand } from '#lib/agents/enrol-command.ts'

type Enrol = Act<{ name: string; environment: string; minutes: number }, { token: string; url: string }>

const lifetimes = [
  { value: '60', label: '1 hour' },
  { value: '1440', label: '1 day' },
  { value: '10080', label: '7 days' },
]

/** Invites an agent; the command that makes a host one is shown this once. */
export function EnrolAgentDialog({ environments, enrol }: { environments: readonly string[]; enrol: Enrol }) {
  const [open, setOpen] = useState(false)
  const [name, setName] = useState('')
  const [environment, setEnvironment] = useState(environments[0] ?? '')
  const [minutes, setMinutes] = useState('60')
  const [command, setCommand] = useState<string>()
  const { run, pending, refusal, clear } = useAct(enrol, (made) => setCommand(enrolCommand(made)))
  const change = (next: boolean) => {
    setOpen(next)
    if (next) return
    setName('')
    setCommand(undefined)
    clear()
  }
  const form = (
    <form
      id="enrol-agent"
      className="space-y-4"
      onSubmit={(event) => {
        event.preventDefault()
        run({ name, environment, minutes: Number(minutes) })
      }}
    >
      <Field label="Name" hint="After the host it runs on.">
        {(control) => (
          <Input {...control} required maxLength={80} value={name} onChange={(event) => setName(event.target.value)} />
        )}
      </Field>
      <Field label="Environment" hint="It is given the runs of runners that are on premises there.">
        {(control) => (
          <Select
            {...control}
            options={environments.map((value) => ({ value, label: value }))}
            value={environment}
            onChange={(event) => setEnvironment(event.target.value)}
          />
        )}
      </Field>
      <Field label="The command works for">
        {(control) => (
          <Select
            {...control}
            options={lifetimes}
            value={minutes}
            onChange={(event) => setMinutes(event.target.value)}
          />
        )}
      </Field>
      {refusal ? <ErrorNotice {...refusal} /> : null}
    </form>
  )
  return (
    <Dialog
      title={command ? 'Run this on the host now' : 'Enrol an agent'}
      open={open}
      onOpenChange={change}
      trigger={
        <Button variant="primary" icon={<Server aria-hidden />}>
          Enrol an agent
        </Button>
      }
      footer={
        command ? (
          <Button variant="primary" onClick={() => change(false)}>
            I have copied it
          </Button>
        ) : (
          <>
            <Button onClick={() => change(false)}>Cancel</Button>
            <Button type="submit" form="enrol-agent" variant="primary" pending={pending}>
              Make the command
            </Button>
          </>
        )
      }
    >
      {command ? (
        <SecretOnce secret={command} label="Command">
          It holds a token that works once and is not shown again. <code>agent.mjs</code> is made by{' '}
          <code>npm run build:agent</code> and needs nothing but Node 20 or later.
        </SecretOnce>
      ) : (
        form
      )}
    </Dialog>
  )
}
