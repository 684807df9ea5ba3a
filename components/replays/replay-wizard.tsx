'use client'

import { useRouter } from 'next/navigation'
import { useState } from 'react'
import type { Act } from '#components/tenancy/act.ts'
import { Button } from '#components/ui/button.tsx'
import { ErrorNotice } from '#components/ui/error-notice.tsx'
import { Field } from '#components/ui/field.tsx'
import { Input } from '#components/ui/input.tsx'
import { Notice } from '#components/ui/notice.tsx'
import { Section } from '#components/ui/section.tsx'
import { useAct } from '#components/ui/use-act.ts'
import type { Rehearsal } from '#lib/replays/rehearsal.ts'
import type { RequestReplay } from '#lib/replays/schema.ts'
import { RehearsalFacts } from './rehearsal-facts.tsx'

type Letters = RequestReplay['letters']
type Props = {
  letters: Letters
  /** What is chosen, in words. */
  chosen: string
  initial: Rehearsal
  rehearse: Act<{ letters: Letters; ratePerSecond?: number }, Rehearsal>
  request: Act<RequestReplay, { id: string }>
}

/** Select, rehearse, decide on the pace, and begin: the steps on one page, each readable while the next is filled in. */
export function ReplayWizard({ letters, chosen, initial, rehearse, request }: Props) {
  const router = useRouter()
  const [rehearsal, setRehearsal] = useState(initial)
  const [pace, setPace] = useState({ ratePerSecond: '10', canaryPercent: '1', canaryPass: '90' })
  const [reason, setReason] = useState('')
  const again = useAct(rehearse, setRehearsal)
  const asking = useAct(request, ({ id }) => router.push(`/dead-letters/replays/${id}`))
  const { total, wouldRun, mass, threshold } = rehearsal
  const canary = Math.min(total, Math.max(1, Math.ceil((total * Number(pace.canaryPercent)) / 100)))
  const figures = {
    ratePerSecond: Number(pace.ratePerSecond),
    canaryPercent: Number(pace.canaryPercent),
    canaryPass: Number(pace.canaryPass),
  }
  const number = (name: keyof typeof pace, label: string, hint: string) => (
    <Field label={label} hint={hint}>
      {(control) => (
        <Input
          {...control}
          type="number"
          inputMode="numeric"
          value={pace[name]}
          onChange={({ target }) => setPace({ ...pace, [name]: target.value })}
        />
      )}
    </Field>
  )
  const refusal = asking.refusal ?? again.refusal
  return (
    <>
      <Section title="1. What is replayed" description={chosen}>
        <p>
          {total === 1 ? 'One token' : `${total.toLocaleString('en')} tokens, each`} as it failed: the same input under
          the same token, so that what has taken effect is never done twice.
        </p>
      </Section>
      <Section
        title="2. Rehearsal"
        description="What would come of it now. Nothing has been changed."
        actions={
          <Button
            size="sm"
            pending={again.pending}
            onClick={() => again.run({ letters, ratePerSecond: figures.ratePerSecond })}
          >
            Rehearse again
          </Button>
        }
      >
        <RehearsalFacts rehearsal={rehearsal} />
      </Section>
      <Section title="3. Pace and reason">
        <form
          className="max-w-xl space-y-4"
          onSubmit={(event) => {
            event.preventDefault()
            asking.run({ letters, reason, ...figures })
          }}
        >
          {refusal ? <ErrorNotice {...refusal} /> : null}
          <div className="grid gap-4 sm:grid-cols-3">
            {number('canaryPercent', 'Canary, in %', `${canary.toLocaleString('en')} run first`)}
            {number('canaryPass', 'Must succeed, in %', 'else the rest is held')}
            {number('ratePerSecond', 'Most in a second', 'begun, not ended')}
          </div>
          <Field label="Reason">
            {(control) => <Input {...control} value={reason} onChange={({ target }) => setReason(target.value)} />}
          </Field>
          {mass ? (
            <Notice kind="caution" title="Somebody else approves this first">
              More than {threshold} tokens are a mass replay. The approval holds for exactly this list; a failure on it
              that is settled meanwhile voids it.
            </Notice>
          ) : null}
          <Button type="submit" variant="primary" pending={asking.pending}>
            {mass ? `Ask to replay ${total.toLocaleString('en')}` : `Replay ${wouldRun.toLocaleString('en')}`}
          </Button>
        </form>
      </Section>
    </>
  )
}
