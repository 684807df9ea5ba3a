'use client'

import { useEffect, useState } from 'react'
import { ErrorNotice } from '#components/ui/error-notice.tsx'
import { Field } from '#components/ui/field.tsx'
import { FormDialog } from '#components/ui/form-dialog.tsx'
import { Input } from '#components/ui/input.tsx'
import { ReasonField } from '#components/ui/reason-field.tsx'
import { Select } from '#components/ui/select.tsx'
import { wordsOf } from '#components/ui/status-words.ts'
import { toastDone } from '#components/ui/toast.ts'
import { useAct } from '#components/ui/use-act.ts'
import type { TriagePreview } from '#lib/findings/preview-triage.ts'
import type { TriageInput } from '#lib/findings/schema.ts'
import {
  excuses,
  justifications,
  justificationWords,
  MAX_EXCUSE_DAYS,
  type TriageStatusName,
  triageStatuses,
} from '#lib/findings/words.ts'
import type { ActionResult } from '#lib/http/action.ts'
import { dayAhead, endOfDay, USUAL_EXCUSE_DAYS } from './last-day.ts'
import { type TriagedFinding, TriageReach } from './triage-reach.tsx'

export type TriageDialogProps = {
  findings: readonly TriagedFinding[]
  triage: (input: TriageInput) => Promise<ActionResult<{ covers: number }>>
  preview: (input: { findingIds: string[]; scope: 'artifact' | 'tenant' }) => Promise<ActionResult<TriagePreview>>
  mayTriage: boolean
  mayDecide: boolean
  /** `done`: something was said. */
  onClose: (done: boolean) => void
}

/** Asks how findings stand and why, and shows what the answer will reach before it is given. */
export function TriageDialog({ findings, triage, preview, mayDecide, onClose }: TriageDialogProps) {
  const [status, setStatus] = useState<TriageStatusName>('in_triage')
  const [scope, setScope] = useState<'artifact' | 'tenant'>('artifact')
  const [reason, setReason] = useState('')
  const [justification, setJustification] = useState<string>(justifications[0] ?? '')
  const [until, setUntil] = useState('')
  const [reach, setReach] = useState<TriagePreview>()
  const findingIds = findings.map(({ id }) => id)
  const { run, pending, refusal } = useAct(triage, ({ covers }) => {
    toastDone(`${covers} ${covers === 1 ? 'finding is' : 'findings are'} ${wordsOf(status).word.toLowerCase()} now.`)
    onClose(true)
  })
  const key = findingIds.join(' ')
  useEffect(() => {
    let current = true
    void preview({ findingIds: key.split(' '), scope }).then((answer) => {
      if (current && answer.ok) setReach(answer.value)
    })
    return () => {
      current = false
    }
  }, [preview, key, scope])
  const send = () =>
    run({
      findingIds,
      scope,
      status,
      reason,
      ...(status === 'not_affected' ? { justification: justification as (typeof justifications)[number] } : {}),
      ...(until && status !== 'open' ? { expiresAt: endOfDay(until) } : {}),
    })
  return (
    <FormDialog
      title={findings.length === 1 ? `Triage ${findings[0]?.rule}` : `Triage ${findings.length} findings`}
      open
      onOpenChange={(open) => !open && onClose(false)}
      submit={findings.length === 1 ? 'Set the status' : `Set the status of ${findings.length}`}
      pending={pending}
      onSubmit={send}
    >
      <div className="grid gap-4 sm:grid-cols-2">
        <Field label="Status" hint={mayDecide ? undefined : 'To excuse a finding takes the role approver.'}>
          {(control) => (
            <Select
              {...control}
              value={status}
              onChange={({ target }) => {
                setStatus(target.value as TriageStatusName)
                if (target.value === 'accepted' && !until) setUntil(dayAhead(USUAL_EXCUSE_DAYS))
              }}
              options={triageStatuses.map((value) => ({
                value,
                label: wordsOf(value).word,
                disabled: excuses(value) && !mayDecide,
              }))}
            />
          )}
        </Field>
        <Field label="For">
          {(control) => (
            <Select
              {...control}
              value={scope}
              onChange={({ target }) => setScope(target.value === 'tenant' ? 'tenant' : 'artifact')}
              options={[
                { value: 'artifact', label: findings.length === 1 ? 'This artifact' : 'Their artifacts' },
                { value: 'tenant', label: 'Every artifact, also to come' },
              ]}
            />
          )}
        </Field>
      </div>
      {status === 'not_affected' ? (
        <Field label="Justification" hint="In the words of CycloneDX VEX.">
          {(control) => (
            <Select
              {...control}
              value={justification}
              onChange={({ target }) => setJustification(target.value)}
              options={justifications.map((value) => ({ value, label: justificationWords[value] }))}
            />
          )}
        </Field>
      ) : null}
      <ReasonField
        hint="Kept as evidence; whoever reads it later must be able to judge it."
        maxLength={2000}
        rows={3}
        value={reason}
        onChange={setReason}
      />
      {status === 'open' ? null : (
        <Field label="Until" optional={status !== 'accepted'} hint="The last day on which it counts.">
          {(control) => (
            <Input
              {...control}
              type="date"
              required={status === 'accepted'}
              min={dayAhead(0)}
              max={dayAhead(MAX_EXCUSE_DAYS - 1)}
              value={until}
              onChange={({ target }) => setUntil(target.value)}
              className="w-44"
            />
          )}
        </Field>
      )}
      <TriageReach findings={findings} reach={reach} excusing={excuses(status)} />
      {refusal ? <ErrorNotice {...refusal} /> : null}
    </FormDialog>
  )
}
