'use client'

import { Button } from '#components/ui/button.tsx'
import { ErrorNotice } from '#components/ui/error-notice.tsx'
import { toastDone } from '#components/ui/toast.ts'
import { type Answer, useAct } from '#components/ui/use-act.ts'

type Props = { add: (input: Record<string, never>) => Promise<Answer<{ added: number }>> }

/** Adds the rules that most tenants begin with. */
export function UsualRulesButton({ add }: Props) {
  const { run, pending, refusal } = useAct(add, ({ added }) => toastDone(`${added} rules are added.`))
  return (
    <>
      <Button variant="primary" pending={pending} onClick={() => run({})}>
        Begin with the usual rules
      </Button>
      {refusal ? <ErrorNotice {...refusal} /> : null}
    </>
  )
}
