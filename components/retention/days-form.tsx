'use client'

import { useState } from 'react'
import { Button } from '#components/ui/button.tsx'
import { ErrorNotice } from '#components/ui/error-notice.tsx'
import { Input } from '#components/ui/input.tsx'
import { toastDone } from '#components/ui/toast.ts'
import { type Answer, useAct } from '#components/ui/use-act.ts'

type Props<I> = {
  /** What is kept, e.g. "Logs of functions". */
  label: string
  days: number
  /** The input of the action for so many days. */
  inputOf: I
  save: (input: I & { days: number }) => Promise<Answer<unknown>>
}

/** How many days something is kept, to be changed. */
export function DaysForm<I>({ label, days, inputOf, save }: Props<I>) {
  const [text, setText] = useState(String(days))
  const { run, pending, refusal } = useAct(save, () => toastDone(`${label}: kept for ${text} days.`))
  const changed = text !== String(days)
  return (
    <form
      className="flex items-center justify-end gap-2"
      onSubmit={(event) => {
        event.preventDefault()
        run({ ...inputOf, days: Number(text) })
      }}
    >
      <Input
        type="number"
        min={1}
        max={3650}
        required
        aria-label={`${label}, days`}
        value={text}
        onChange={({ target }) => setText(target.value)}
        className="w-20 text-right"
      />
      {refusal ? <ErrorNotice {...refusal} /> : null}
      <Button type="submit" size="sm" className="whitespace-nowrap" pending={pending} disabled={!changed}>
        Keep so long
      </Button>
    </form>
  )
}
