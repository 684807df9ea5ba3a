'use client'

import { CalendarClock } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { Button } from '#components/ui/button.tsx'
import { Dialog, DialogClose } from '#components/ui/dialog.tsx'
import { ErrorNotice } from '#components/ui/error-notice.tsx'
import { Field } from '#components/ui/field.tsx'
import { Input } from '#components/ui/input.tsx'
import { useAct } from '#components/ui/use-act.ts'
import type { DeployProps } from './act-buttons.tsx'

/** Deploys one version at a later time: whoever must approve may do so at once. */
export function DeployLaterButton({ manifestVersionId, environment, deploy }: DeployProps) {
  const router = useRouter()
  const [at, setAt] = useState('')
  const { run, pending, refusal } = useAct(deploy, ({ id }) => router.push(`/deployments/${id}`))
  const fault = refusal?.faults?.find(({ path }) => path === 'startsAt')?.message
  return (
    <Dialog
      trigger={<Button icon={<CalendarClock aria-hidden />}>Deploy later…</Button>}
      title={`Deploy to ${environment} later`}
      description="It is built and judged now, and approvals may be given now. Nothing is applied before its time."
      footer={
        <>
          <DialogClose asChild>
            <Button>Not now</Button>
          </DialogClose>
          <Button variant="primary" type="submit" form="deploy-later" pending={pending}>
            Deploy to {environment} then
          </Button>
        </>
      }
    >
      <form
        id="deploy-later"
        onSubmit={(event) => {
          event.preventDefault()
          run({ manifestVersionId, environment, startsAt: new Date(at).toISOString() })
        }}
      >
        <Field label="Begins at" hint="In your own time zone; at most 90 days away." error={fault}>
          {(control) => (
            <Input
              {...control}
              type="datetime-local"
              required
              value={at}
              onChange={(event) => setAt(event.target.value)}
            />
          )}
        </Field>
        {refusal && !fault ? <ErrorNotice {...refusal} /> : null}
      </form>
    </Dialog>
  )
}
