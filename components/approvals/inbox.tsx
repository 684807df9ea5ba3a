'use client'

import { usePathname, useRouter, useSearchParams } from 'next/navigation'
import { type ReactNode, useState, useTransition } from 'react'
import { classNames } from '#components/ui/class-names.ts'
import { toastDone } from '#components/ui/toast.ts'
import { useAct } from '#components/ui/use-act.ts'
import type { InboxItem } from '#lib/inbox/schema.ts'
import { type BulkActs, BulkBar } from './bulk-bar.tsx'
import { InboxRow } from './inbox-row.tsx'
import { useInboxKeys } from './use-inbox-keys.ts'

type Props = BulkActs & {
  items: readonly InboxItem[]
  /** The request shown on the right. */
  at: string | undefined
  /** Above the list: its title and filters. */
  head: ReactNode
  /** In place of rows when there are none. */
  empty: ReactNode
  /** Below the list. */
  foot: ReactNode
  /** The decision. */
  children: ReactNode
}

/** The inbox as a mail client: requests on the left, the decision on the right; on a phone one after the other. */
export function Inbox({ items, at, head, empty, foot, children, decideMany, snooze }: Props) {
  const router = useRouter()
  const path = usePathname()
  const search = useSearchParams()
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set())
  const [verdict, ask] = useState<'approve' | 'reject'>()
  const [going, setGoing] = useState<string>()
  const [pending, start] = useTransition()
  const putOff = useAct(snooze, ({ requests }) => {
    toastDone(requests === 1 ? 'Put off until tomorrow, under “Put off”.' : `${requests} put off until tomorrow.`)
    setSelected(new Set())
  })
  const current = pending ? going : at
  const chosen = items.filter(({ id }) => selected.has(id))
  const hrefOf = (id: string) => {
    const query = new URLSearchParams(search)
    query.set('at', id)
    return `${path}?${query}`
  }
  const toggle = (id: string) =>
    setSelected((before) => {
      const after = new Set(before)
      if (!after.delete(id)) after.add(id)
      return after
    })
  const open = (id: string) => {
    setGoing(id)
    start(() => router.replace(hrefOf(id), { scroll: false }))
    document.querySelector<HTMLElement>(`[data-row="${id}"]`)?.focus({ preventScroll: false })
  }
  const later = (ids: string[]) => {
    const index = items.findIndex(({ id }) => id === ids[0])
    const following = items.slice(index + 1).find(({ id }) => !ids.includes(id))
    putOff.run({ approvalIds: ids, until: 'tomorrow' })
    if (following && at) open(following.id)
  }
  useInboxKeys({
    ids: items.map(({ id }) => id),
    current,
    open,
    page: (id) => router.push(`/approvals/${id}`),
    select: toggle,
    snooze: (id) => later(chosen.length ? chosen.map((item) => item.id) : [id]),
    decide: (act) => {
      if (chosen.length) return ask(act)
      document.querySelector<HTMLElement>(`[data-decide="${act === 'approve' ? 'approve' : 'comment'}"]`)?.focus()
    },
  })
  return (
    <div className="-mx-4 -my-5 sm:-mx-6 lg:grid lg:h-[calc(100dvh-3rem)] lg:grid-cols-[24rem_minmax(0,1fr)]">
      <div
        className={classNames(
          'flex min-h-[calc(100dvh-3rem)] min-w-0 flex-col bg-surface lg:min-h-0 lg:overflow-y-auto lg:border-r',
          at && 'max-lg:hidden',
        )}
      >
        {head}
        {items.length ? (
          <ul aria-label="Requests" className="flex-1">
            {items.map((item) => (
              <InboxRow
                key={item.id}
                item={item}
                href={hrefOf(item.id)}
                current={item.id === current}
                selected={selected.has(item.id)}
                select={() => toggle(item.id)}
              />
            ))}
          </ul>
        ) : (
          <div className="flex-1 p-4">{empty}</div>
        )}
        {foot}
        <BulkBar
          items={chosen}
          clear={() => setSelected(new Set())}
          putOff={() => later(chosen.map(({ id }) => id))}
          decideMany={decideMany}
          verdict={verdict}
          ask={ask}
        />
      </div>
      <div
        aria-busy={pending}
        className={classNames(
          'min-w-0 px-4 pt-5 transition-opacity sm:px-6 lg:overflow-y-auto',
          pending && 'opacity-60',
          !at && 'max-lg:hidden',
        )}
      >
        {children}
      </div>
    </div>
  )
}
