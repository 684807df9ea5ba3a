'use client'

import { Mail } from 'lucide-react'
import { useState } from 'react'
import { Button } from '#components/ui/button.tsx'
import { ErrorNotice } from '#components/ui/error-notice.tsx'
import { toastDone } from '#components/ui/toast.ts'
import { useAct } from '#components/ui/use-act.ts'
import type { ActionResult } from '#lib/http/action.ts'
import type { ChooseMailedInput } from '#lib/mail/schema.ts'
import type { NotificationKindName } from '#lib/notifications/schema.ts'
import { KindsField } from './kinds-field.tsx'

type Props = {
  kinds: readonly NotificationKindName[]
  on: boolean
  choose: (input: ChooseMailedInput) => Promise<ActionResult<unknown>>
  ping: (input: Record<string, never>) => Promise<ActionResult<unknown>>
}

/** Which kinds are mailed to oneself. */
export function MailPreferenceForm({ kinds, on, choose, ping }: Props) {
  const [value, setValue] = useState([...kinds])
  const saving = useAct(choose, () => toastDone('Your choice is kept.'))
  const testing = useAct(ping, () => toastDone('A test mail is on its way.'))
  const refusal = saving.refusal ?? testing.refusal
  return (
    <form
      className="space-y-5"
      onSubmit={(event) => {
        event.preventDefault()
        saving.run({ kinds: value })
      }}
    >
      <KindsField value={value} onChange={setValue} />
      {refusal ? <ErrorNotice {...refusal} /> : null}
      <div className="flex flex-wrap gap-2">
        <Button type="submit" variant="primary" pending={saving.pending}>
          Save the choice
        </Button>
        {on ? (
          <Button icon={<Mail aria-hidden />} pending={testing.pending} onClick={() => testing.run({})}>
            Send me a test mail
          </Button>
        ) : null}
      </div>
    </form>
  )
}
