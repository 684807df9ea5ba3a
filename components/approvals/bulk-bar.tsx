'use client'

import { Check, Clock, X } from 'lucide-react'
import { useState } from 'react'
import { Button } from '#components/ui/button.tsx'
import type { Answer } from '#components/ui/use-act.ts'
import type { InboxItem, ManyResult } from '#lib/inbox/schema.ts'
import { BulkDialog } from './bulk-dialog.tsx'

export type BulkActs = {
  decideMany(input: {
    approvalIds: string[]
    verdict: 'approve' | 'reject'
    comment: string
  }): Promise<Answer<{ results: ManyResult[] }>>
  snooze(input: {
    approvalIds: string[]
    until: 'hour' | 'tomorrow' | 'week' | 'wake'
  }): Promise<Answer<{ until: Date | null; requests: number }>>
}

type Props = {
  items: readonly InboxItem[]
  clear(): void
  putOff(): void
  decideMany: BulkActs['decideMany']
  verdict: 'approve' | 'reject' | undefined
  ask(verdict: 'approve' | 'reject' | undefined): void
}

/** What can be done with several at once; there only while something is selected. */
export function BulkBar({ items, clear, putOff, decideMany, verdict, ask }: Props) {
  const [kept, setKept] = useState<readonly InboxItem[]>([])
  const open = (next: 'approve' | 'reject') => {
    setKept(items)
    ask(next)
  }
  if (!items.length && !verdict) return null
  return (
    <div className="sticky bottom-0 z-10 flex flex-wrap items-center gap-1.5 border-t bg-raised px-3 py-2">
      <span className="mr-auto font-medium tabular-nums">{items.length} selected</span>
      <Button size="sm" variant="primary" icon={<Check />} onClick={() => open('approve')}>
        Approve
      </Button>
      <Button size="sm" icon={<X />} onClick={() => open('reject')}>
        Reject
      </Button>
      <Button size="sm" icon={<Clock />} onClick={putOff}>
        Put off
      </Button>
      <Button size="sm" variant="ghost" onClick={clear}>
        Clear
      </Button>
      {verdict ? (
        <BulkDialog
          verdict={verdict}
          items={kept.length ? kept : items}
          decideMany={decideMany}
          close={() => {
            ask(undefined)
            setKept([])
          }}
          done={clear}
        />
      ) : null}
    </div>
  )
}
