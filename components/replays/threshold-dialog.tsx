'use client'

import { useState } from 'react'
import { Button } from '#components/ui/button.tsx'
import { Checkbox } from '#components/ui/checkbox.tsx'
import { ErrorNotice } from '#components/ui/error-notice.tsx'
import { Field } from '#components/ui/field.tsx'
import { FormDialog } from '#components/ui/form-dialog.tsx'
import { Input } from '#components/ui/input.tsx'
import { toastDone } from '#components/ui/toast.ts'
import { useAct } from '#components/ui/use-act.ts'
import type { ActionResult } from '#lib/http/action.ts'
import type { Threshold } from '#lib/replays/threshold.ts'

type Props = {
  threshold: Threshold
  /** Whether the platform's may be set here, too. */
  forEveryTenant: boolean
  set: (input: { most: number; everyTenant: boolean }) => Promise<ActionResult<Threshold>>
}

/** Says from how many failed runs on one replay needs approval. */
export function ThresholdDialog({ threshold, forEveryTenant, set }: Props) {
  const [open, setOpen] = useState(false)
  const [most, setMost] = useState(String(threshold.most))
  const [everyTenant, setEveryTenant] = useState(false)
  const { run, pending, refusal } = useAct(set, () => {
    toastDone('Replays that are asked for from now on go by it.')
    setOpen(false)
  })
  return (
    <FormDialog
      title="Replays that need approval"
      description={`A tenant may ask earlier than the platform, which asks above ${threshold.platform}, never later.`}
      open={open}
      onOpenChange={setOpen}
      trigger={<Button>Change the threshold</Button>}
      submit="Set it"
      pending={pending}
      onSubmit={() => run({ most: Number(most), everyTenant })}
    >
      <Field label="Failed runs in one replay without approval">
        {(control) => (
          <Input
            {...control}
            type="number"
            min={0}
            required
            value={most}
            onChange={({ target }) => setMost(target.value)}
          />
        )}
      </Field>
      {forEveryTenant ? (
        <Checkbox
          label="For every tenant"
          checked={everyTenant}
          onChange={({ target }) => setEveryTenant(target.checked)}
        />
      ) : null}
      {refusal ? <ErrorNotice {...refusal} /> : null}
    </FormDialog>
  )
}
