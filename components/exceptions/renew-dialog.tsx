'use client'

import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { dayAhead, endOfDay } from '#components/findings/last-day.ts'
import { Button } from '#components/ui/button.tsx'
import { ErrorNotice } from '#components/ui/error-notice.tsx'
import { FormDialog } from '#components/ui/form-dialog.tsx'
import { toastDone } from '#components/ui/toast.ts'
import { useAct } from '#components/ui/use-act.ts'
import { MAX_EXCEPTION_DAYS, type RenewException, USUAL_EXCEPTION_DAYS } from '#lib/exceptions/schema.ts'
import type { ActionResult } from '#lib/http/action.ts'
import { type Reasons, ReasonsFields } from './reasons-fields.tsx'

type Props = {
  exception: { id: string; expiresAt: string } & Omit<Reasons, 'until'>
  renew: (input: RenewException) => Promise<ActionResult<{ id: string }>>
}

const DAY_MS = 24 * 3600_000

/** Asks for an exception that continues this one, with its reasons to begin from. */
export function RenewDialog({ exception, renew }: Props) {
  const router = useRouter()
  const { id, expiresAt, ...before } = exception
  const left = Math.max(0, Math.ceil((new Date(expiresAt).getTime() - Date.now()) / DAY_MS))
  const [open, setOpen] = useState(false)
  const [reasons, setReasons] = useState<Reasons>({
    ...before,
    until: dayAhead(Math.min(left + USUAL_EXCEPTION_DAYS, MAX_EXCEPTION_DAYS - 1)),
  })
  const { run, pending, refusal } = useAct(renew, (made) => {
    toastDone('The approvers are asked.')
    router.push(`/exceptions/${made.id}`)
  })
  return (
    <FormDialog
      title="Renew the exception"
      open={open}
      onOpenChange={setOpen}
      trigger={<Button variant="primary">Renew</Button>}
      submit="Ask for the renewal"
      pending={pending}
      onSubmit={() => {
        const { until, ...said } = reasons
        run({ id, ...said, expiresAt: endOfDay(until) })
      }}
    >
      <p>The same rule and scope, decided anew by two approvers. This one goes on until its own end.</p>
      <ReasonsFields value={reasons} onChange={setReasons} earliest={dayAhead(left)} />
      {refusal ? <ErrorNotice {...refusal} /> : null}
    </FormDialog>
  )
}
