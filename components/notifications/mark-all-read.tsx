'use client'

import { CheckCheck } from 'lucide-react'
import { Button } from '#components/ui/button.tsx'
import { useAct } from '#components/ui/use-act.ts'
import type { MarkRead } from './notifications-table.tsx'

/** Marks all of one's notifications as read. */
export function MarkAllRead({ mark }: { mark: MarkRead }) {
  const { run, pending } = useAct(mark)
  return (
    <Button icon={<CheckCheck aria-hidden />} pending={pending} onClick={() => run({ ids: 'all' })}>
      Mark all as read
    </Button>
  )
}
