'use client'

import { Button } from '#components/ui/button.tsx'
import { ErrorNotice } from '#components/ui/error-notice.tsx'
import { toastDone } from '#components/ui/toast.ts'
import { useAct } from '#components/ui/use-act.ts'
import type { ActionResult } from '#lib/http/action.ts'

export type CloseGlassAct = (input: { id: string }) => Promise<ActionResult<void>>

/** Closes a break-glass before its time; nothing to ask, since it only makes things stricter. */
export function CloseGlass({ id, close }: { id: string; close: CloseGlassAct }) {
  const { run, pending, refusal } = useAct(close, () => toastDone('The glass is whole again.'))
  return (
    <>
      <Button size="sm" pending={pending} onClick={() => run({ id })}>
        Close it
      </Button>
      {refusal ? <ErrorNotice {...refusal} className="mt-2" /> : null}
    </>
  )
}
