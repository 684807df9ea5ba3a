'use client'

import { useId, useState } from 'react'
import { Button } from '#components/ui/button.tsx'
import { Dialog, DialogClose } from '#components/ui/dialog.tsx'
import { ErrorNotice } from '#components/ui/error-notice.tsx'
import { Field } from '#components/ui/field.tsx'
import { Input } from '#components/ui/input.tsx'
import { type Answer, useAct } from '#components/ui/use-act.ts'

type Props = {
  title: string
  confirm: string
  hint?: string
  initial?: string
  open: boolean
  onOpenChange: (open: boolean) => void
  act: (name: string) => Promise<Answer<unknown>>
  onDone: () => void
}

/** Asks for the name of a view. */
export function ViewNameDialog({ title, confirm, hint, initial = '', open, onOpenChange, act, onDone }: Props) {
  const form = useId()
  const [name, setName] = useState(initial)
  const { run, pending, refusal, clear } = useAct(act, () => {
    setName(initial)
    onDone()
  })
  const change = (next: boolean) => {
    if (!next) {
      setName(initial)
      clear()
    }
    onOpenChange(next)
  }
  return (
    <Dialog
      title={title}
      open={open}
      onOpenChange={change}
      footer={
        <>
          <DialogClose asChild>
            <Button>Cancel</Button>
          </DialogClose>
          <Button type="submit" form={form} variant="primary" pending={pending}>
            {confirm}
          </Button>
        </>
      }
    >
      <form
        id={form}
        className="space-y-4"
        onSubmit={(event) => {
          event.preventDefault()
          run(name)
        }}
      >
        <Field label="Name" {...(hint ? { hint } : {})}>
          {(control) => (
            <Input
              {...control}
              required
              maxLength={60}
              autoComplete="off"
              value={name}
              onChange={(event) => setName(event.target.value)}
            />
          )}
        </Field>
        {refusal ? <ErrorNotice {...refusal} /> : null}
      </form>
    </Dialog>
  )
}
