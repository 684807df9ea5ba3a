'use client'

import Link from 'next/link'
import { useEffect, useState } from 'react'
import { Button, ButtonLink } from '#components/ui/button.tsx'
import { classNames } from '#components/ui/class-names.ts'
import { RelativeTime } from '#components/ui/relative-time.tsx'
import type { NotificationView } from '#lib/notifications/schema.ts'
import { type MarkRead, notificationIcons } from './notifications-table.tsx'

const SHOWN = 8

type Props = { unread: number; mark: MarkRead; onGo: () => void }

/** The newest notifications, asked for when the bell is pressed and again when their number changes. */
export function NewestNotifications({ unread, mark, onGo }: Props) {
  const [rows, setRows] = useState<NotificationView[]>()
  const [failed, setFailed] = useState(false)
  // biome-ignore lint/correctness/useExhaustiveDependencies: another number means that the list is another one.
  useEffect(() => {
    let current = true
    fetch(`/api/v1/notifications?limit=${SHOWN}`)
      .then(async (response) => {
        if (!response.ok) throw new Error(String(response.status))
        const { notifications } = (await response.json()) as { notifications: NotificationView[] }
        if (current) setRows(notifications)
      })
      .catch(() => current && setFailed(true))
    return () => {
      current = false
    }
  }, [unread])
  return (
    <>
      <div className="flex items-center justify-between gap-2 border-b px-3 py-2">
        <h2 className="font-semibold">Notifications</h2>
        {unread ? (
          <Button size="sm" variant="ghost" onClick={() => void mark({ ids: 'all' })}>
            Mark all as read
          </Button>
        ) : null}
      </div>
      <ul className="max-h-96 divide-y overflow-y-auto">
        {rows?.map((row) => (
          <Line key={row.id} row={row} mark={mark} onGo={onGo} />
        ))}
      </ul>
      {rows?.length ? null : (
        <p className="px-3 py-6 text-center text-ink-muted">
          {failed ? 'They could not be read just now.' : rows ? 'Nothing yet.' : 'Looking…'}
        </p>
      )}
      <div className="border-t p-2">
        <ButtonLink href="/notifications" size="sm" variant="ghost" onClick={onGo} className="w-full">
          All notifications
        </ButtonLink>
      </div>
    </>
  )
}

function Line({ row, mark, onGo }: { row: NotificationView; mark: MarkRead; onGo: () => void }) {
  const Icon = notificationIcons[row.kind]
  return (
    <li>
      <Link
        href={row.link}
        onClick={() => {
          if (!row.readAt) void mark({ ids: [row.id] })
          onGo()
        }}
        className="flex gap-2.5 px-3 py-2 hover:bg-hover focus-visible:outline-offset-[-2px]"
      >
        <Icon
          aria-hidden
          className={classNames('mt-0.5 size-4 shrink-0', row.readAt ? 'text-ink-faint' : 'text-accent-text')}
        />
        <span className="min-w-0 flex-1">
          <span className={row.readAt ? 'text-ink-muted' : 'font-medium'}>{row.sentence}</span>
          {row.readAt ? null : <span className="sr-only"> Unread.</span>}
          <RelativeTime at={row.createdAt} className="block text-ink-muted text-sm" />
        </span>
      </Link>
    </li>
  )
}
