'use client'

import { Play } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { Button } from '#components/ui/button.tsx'
import { ErrorNotice } from '#components/ui/error-notice.tsx'
import { Field } from '#components/ui/field.tsx'
import { Input } from '#components/ui/input.tsx'
import { Textarea } from '#components/ui/textarea.tsx'
import { type Answer, useAct } from '#components/ui/use-act.ts'

type Start = { runnerId: string; token?: string; input?: unknown }
type Props = {
  runnerId: string
  start: (input: Start) => Promise<Answer<{ id: string }>>
}

/** Starts a run by hand and goes to it. What was typed stays when it is refused. */
export function RunNow({ runnerId, start }: Props) {
  const router = useRouter()
  const [token, setToken] = useState('')
  const [text, setText] = useState('{}')
  const [fault, setFault] = useState<string>()
  const starting = useAct(start, ({ id }) => router.push(`/runs/${id}`))
  return (
    <form
      className="space-y-3"
      onSubmit={(event) => {
        event.preventDefault()
        const read = readJson(text)
        setFault(read.fault)
        if (!read.fault) starting.run({ runnerId, input: read.value, ...(token.trim() ? { token: token.trim() } : {}) })
      }}
    >
      <Field label="Input" hint="What the run gets, as JSON." error={fault}>
        {(control) => (
          <Textarea
            {...control}
            mono
            spellCheck={false}
            value={text}
            onChange={(event) => setText(event.target.value)}
          />
        )}
      </Field>
      <Field
        label="Run token"
        optional
        hint="The same token never takes effect twice. Left empty, every run is a new one."
      >
        {(control) => <Input {...control} mono value={token} onChange={(event) => setToken(event.target.value)} />}
      </Field>
      {starting.refusal ? <ErrorNotice {...starting.refusal} /> : null}
      <Button type="submit" variant="primary" icon={<Play />} pending={starting.pending}>
        Run now
      </Button>
    </form>
  )
}

function readJson(text: string): { value?: unknown; fault?: string } {
  try {
    return { value: text.trim() === '' ? {} : JSON.parse(text) }
  } catch (error) {
    return { fault: `This is not JSON: ${(error as Error).message}` }
  }
}
