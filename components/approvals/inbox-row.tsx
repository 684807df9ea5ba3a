'use client'

import { Clock, Fingerprint, Hourglass } from 'lucide-react'
import Link from 'next/link'
import { Badge } from '#components/ui/badge.tsx'
import { classNames } from '#components/ui/class-names.ts'
import { EnvironmentMark } from '#components/ui/environment-mark.tsx'
import { RelativeTime } from '#components/ui/relative-time.tsx'
import { Status } from '#components/ui/status.tsx'
import type { InboxItem } from '#lib/inbox/schema.ts'

type Props = {
  item: InboxItem
  href: string
  current: boolean
  selected: boolean
  select(): void
}

/** A line of the inbox: tenant, what, risk words, how long it waits and until when. */
export function InboxRow({ item, href, current, selected, select }: Props) {
  return (
    <li
      data-current={current || undefined}
      className="relative flex gap-2.5 border-b py-2.5 pr-4 pl-3 hover:bg-hover has-[a:focus-visible]:bg-hover data-current:bg-accent-soft data-current:shadow-[inset_3px_0_0_var(--accent)]"
    >
      <input
        type="checkbox"
        checked={selected}
        onChange={select}
        aria-label={`Select: ${item.summary}, ${item.tenant.slug}`}
        className="relative z-10 mt-1 size-4 shrink-0 accent-accent max-sm:size-5"
      />
      <div className="min-w-0 flex-1">
        <div className="flex items-baseline gap-2">
          <Link
            href={href}
            data-row={item.id}
            scroll={false}
            prefetch={false}
            aria-current={current ? 'true' : undefined}
            className="min-w-0 flex-1 truncate font-medium after:absolute after:inset-0 focus-visible:outline-none focus-visible:after:outline-2 focus-visible:after:outline-focus focus-visible:after:outline-offset-[-2px]"
          >
            {item.summary}
          </Link>
          <RelativeTime at={item.createdAt} className="shrink-0 text-ink-muted text-sm" />
        </div>
        <p className="mt-0.5 flex items-center gap-2 text-ink-muted text-sm">
          <span className="truncate">{item.tenant.name}</span>
          {item.environment ? <EnvironmentMark name={item.environment} /> : null}
          <Deadline item={item} />
        </p>
        <p className="mt-1 flex items-center gap-1.5 overflow-hidden">
          {item.risks.slice(0, 4).map((risk) => (
            <Badge key={risk} tone={risk === 'override' || risk === 'break-glass' ? 'wait' : 'neutral'}>
              {risk}
            </Badge>
          ))}
          {item.passkey ? <Badge icon={<Fingerprint aria-hidden />}>passkey</Badge> : null}
          <span className="ml-auto shrink-0 text-ink-muted text-sm tabular-nums">
            {item.given} of {item.required}
          </span>
        </p>
      </div>
    </li>
  )
}

/** Until when, or how it ended. */
function Deadline({ item }: { item: InboxItem }) {
  if (item.status !== 'open') return <Status status={item.status} className="ml-auto text-sm" />
  if (item.snoozedUntil) {
    return (
      <span className="ml-auto inline-flex shrink-0 items-center gap-1">
        <Clock aria-hidden className="size-3.5" /> comes back <RelativeTime at={item.snoozedUntil} />
      </span>
    )
  }
  const late = item.dueAt !== null && new Date(item.dueAt) < new Date()
  return (
    <span className={classNames('ml-auto inline-flex shrink-0 items-center gap-1', late && 'font-medium text-wait')}>
      <Hourglass aria-hidden className="size-3.5" /> {late ? 'waits too long; closes ' : 'closes '}
      <RelativeTime at={item.expiresAt} />
    </span>
  )
}
