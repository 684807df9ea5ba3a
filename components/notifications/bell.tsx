'use client'

import { Bell as BellIcon } from 'lucide-react'
import dynamic from 'next/dynamic'
import { useState } from 'react'
import { Popover } from '#components/ui/popover.tsx'
import type { MarkRead } from './notifications-table.tsx'
import { useUnread } from './use-unread.ts'

const NewestNotifications = dynamic(() => import('./newest-notifications.tsx').then((file) => file.NewestNotifications))

const MOST = 99

/** The bell of the top bar: how many are unread, and the newest ones when it is pressed. */
export function Bell({ unread: initial, mark }: { unread: number; mark: MarkRead }) {
  const unread = useUnread(initial)
  const [open, setOpen] = useState(false)
  const count = unread > MOST ? `${MOST}+` : String(unread)
  return (
    <Popover
      label="Notifications"
      open={open}
      onOpenChange={setOpen}
      className="w-[min(26rem,calc(100vw-1rem))]"
      trigger={
        <button
          type="button"
          title="Notifications"
          className="relative grid size-8 shrink-0 place-items-center rounded-md text-ink-muted hover:bg-hover hover:text-ink"
        >
          <BellIcon aria-hidden className="size-4" />
          {unread ? (
            <span
              aria-hidden
              className="absolute -top-0.5 -right-0.5 rounded-sm bg-accent px-1 font-medium text-on-accent text-xs leading-4 tabular-nums"
            >
              {count}
            </span>
          ) : null}
          <span className="sr-only">Notifications{unread ? `, ${count} unread` : ''}</span>
        </button>
      }
    >
      {open ? <NewestNotifications unread={unread} mark={mark} onGo={() => setOpen(false)} /> : null}
    </Popover>
  )
}
