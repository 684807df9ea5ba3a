'use client'

import { CircleCheck, CircleX, Fingerprint } from 'lucide-react'
import Link from 'next/link'
import { useState } from 'react'
import { Button } from '#components/ui/button.tsx'
import { Dialog } from '#components/ui/dialog.tsx'
import { ErrorNotice } from '#components/ui/error-notice.tsx'
import { Field } from '#components/ui/field.tsx'
import { Textarea } from '#components/ui/textarea.tsx'
import { useAct } from '#components/ui/use-act.ts'
import type { InboxItem, ManyResult } from '#lib/inbox/schema.ts'
import type { BulkActs } from './bulk-bar.tsx'

type Props = {
  verdict: 'approve' | 'reject'
  items: readonly InboxItem[]
  decideMany: BulkActs['decideMany']
  close(): void
  /** Something was decided: what was selected is not any more. */
  done(): void
}

/** One verdict on many, with one comment; then how it went with each. */
export function BulkDialog({ verdict, items, decideMany, close, done }: Props) {
  const [comment, setComment] = useState('')
  const [results, setResults] = useState<ManyResult[]>()
  const { run, pending, refusal } = useAct(decideMany, (answer) => {
    setResults(answer.results)
    done()
  })
  const word = verdict === 'approve' ? 'Approve' : 'Reject'
  const many = `${items.length} ${items.length === 1 ? 'request' : 'requests'}`
  const good = results?.filter(({ ok }) => ok).length ?? 0
  const title = results
    ? `${good} of ${results.length} ${verdict === 'approve' ? 'approved' : 'rejected'}`
    : `${word} ${many}?`
  return (
    <Dialog
      title={title}
      open
      onOpenChange={(next) => (next ? undefined : close())}
      footer={
        results ? (
          <Button variant="primary" onClick={close}>
            Done
          </Button>
        ) : (
          <>
            <Button onClick={close}>Cancel</Button>
            <Button
              variant={verdict === 'approve' ? 'primary' : 'danger'}
              pending={pending}
              onClick={() => run({ approvalIds: items.map(({ id }) => id), verdict, comment })}
            >
              {word} {many}
            </Button>
          </>
        )
      }
    >
      {results ? (
        <Results results={results} items={items} />
      ) : (
        <div className="space-y-3">
          <p className="text-ink-muted">
            Each is judged by itself: one that you may not decide, or that takes a passkey, holds back none of the
            others.
          </p>
          <Field
            label="Comment"
            hint={verdict === 'reject' ? 'The same for all; needed to reject.' : 'The same for all.'}
          >
            {(control) => (
              <Textarea {...control} rows={2} value={comment} onChange={(event) => setComment(event.target.value)} />
            )}
          </Field>
          {refusal ? <ErrorNotice {...refusal} /> : null}
        </div>
      )}
    </Dialog>
  )
}

function Results({ results, items }: { results: readonly ManyResult[]; items: readonly InboxItem[] }) {
  const words = { open: 'counts; others are still needed', approved: 'approved', rejected: 'rejected' }
  return (
    <ul aria-label="Results" className="max-h-[50vh] space-y-2 overflow-y-auto">
      {results.map(({ approvalId, ok, state, detail, remedy, passkey }) => {
        const Icon = ok ? CircleCheck : passkey ? Fingerprint : CircleX
        return (
          <li key={approvalId} className="flex gap-2">
            <Icon
              aria-hidden
              className={`mt-0.5 size-4 shrink-0 ${ok ? 'text-good' : passkey ? 'text-wait' : 'text-bad'}`}
            />
            <div className="min-w-0">
              <p className="truncate font-medium">{items.find(({ id }) => id === approvalId)?.summary ?? approvalId}</p>
              <p className="text-ink-muted">
                {ok ? (words[state as keyof typeof words] ?? state) : `${detail ?? ''} ${remedy ?? ''}`}{' '}
                {passkey ? (
                  <Link href={`/approvals/${approvalId}`} className="text-accent-text hover:underline">
                    Decide on its page
                  </Link>
                ) : null}
              </p>
            </div>
          </li>
        )
      })}
    </ul>
  )
}
