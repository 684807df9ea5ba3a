'use client'

import {
  AlarmClock,
  BellRing,
  CircleCheck,
  CircleX,
  Hand,
  Hourglass,
  Inbox,
  type LucideIcon,
  Repeat,
  Scale,
  ShieldAlert,
  Siren,
  Snowflake,
  Unplug,
  Vote,
} from 'lucide-react'
import { RelativeTime } from '#components/ui/relative-time.tsx'
import { Cell, Column, Row, RowLink, Table } from '#components/ui/table.tsx'
import type { ActionResult } from '#lib/http/action.ts'
import { type MarkReadInput, type NotificationView, notificationKindWords } from '#lib/notifications/schema.ts'

export type MarkRead = (input: MarkReadInput) => Promise<ActionResult<{ read: number }>>

/** The sign of each kind, in the list and in the bell. */
export const notificationIcons: Record<NotificationView['kind'], LucideIcon> = {
  verdict_changed: ShieldAlert,
  triage_ended: Hourglass,
  waiver_ended: Hourglass,
  approval_waiting: Inbox,
  approval_due: AlarmClock,
  approval_decided: Vote,
  exception_decided: Vote,
  exception_ending: AlarmClock,
  exception_ended: Hourglass,
  policy_changed: Scale,
  freeze_announced: Snowflake,
  break_glass: Siren,
  deployment_failed: CircleX,
  run_failed: CircleX,
  promotion_held: Hand,
  webhook_disabled: Unplug,
  alert_opened: Siren,
  alert_resolved: CircleCheck,
  replay_ended: Repeat,
}

/** Notifications, one a row; opening one marks it as read. */
export function NotificationsTable({ rows, mark }: { rows: readonly NotificationView[]; mark: MarkRead }) {
  const head = (
    <>
      <Column>Kind</Column>
      <Column>What happened</Column>
      <Column end>When</Column>
    </>
  )
  return (
    <Table label="Notifications" head={head}>
      {rows.map((row) => {
        const Icon = notificationIcons[row.kind] ?? BellRing
        return (
          <Row key={row.id}>
            <Cell className={row.readAt ? 'text-ink-muted' : 'font-medium text-accent-text'}>
              <span className="inline-flex items-center gap-1.5">
                <Icon aria-hidden className="size-4" />
                {notificationKindWords[row.kind]}
                {row.readAt ? null : <span className="sr-only">, unread</span>}
              </span>
            </Cell>
            <Cell part="main" className="w-full whitespace-normal py-1.5">
              <RowLink
                href={row.link}
                onClick={() => void (row.readAt ? undefined : mark({ ids: [row.id] }))}
                className={row.readAt ? 'font-normal' : ''}
              >
                {row.sentence}
              </RowLink>
            </Cell>
            <Cell end className="text-ink-muted">
              <RelativeTime at={row.createdAt} />
            </Cell>
          </Row>
        )
      })}
    </Table>
  )
}
