'use client'

import Link from 'next/link'
import { usePathname } from 'next/navigation'
import { DestinationIcon } from './destination-icon.tsx'
import { type Destination, leadsTo } from './destinations.ts'

export type NavigationProps = {
  groups: readonly (readonly Destination[])[]
  /** A figure after an entry, by its address: what waits there. */
  counts?: Record<string, string | undefined>
  onGo?: () => void
}

/** The entries of the rail. In a narrow rail only icons and figures show; the words stay for screen readers. */
export function Navigation({ groups, counts, onGo }: NavigationProps) {
  const path = usePathname()
  return (
    <nav aria-label="Main" className="flex flex-1 flex-col gap-3 overflow-y-auto px-2 py-2">
      {groups.map((group) => (
        <ul key={group[0]?.href} className="space-y-px border-b pb-3 last:mt-auto last:border-b-0 last:pb-1">
          {group.map((entry) => (
            <li key={entry.href}>
              <Link
                href={entry.href}
                onClick={onGo}
                title={entry.label}
                aria-current={leadsTo(entry, path) ? 'page' : undefined}
                className="relative flex h-8 items-center gap-2.5 rounded-md px-2.5 text-ink-muted hover:bg-hover hover:text-ink aria-[current=page]:bg-surface aria-[current=page]:font-medium aria-[current=page]:shadow-[0_0_0_1px_var(--line)] aria-[current=page]:text-ink max-sm:h-11"
              >
                <DestinationIcon name={entry.icon} />
                <span className="min-w-0 flex-1 truncate group-data-[rail=narrow]/frame:sr-only">{entry.label}</span>
                {counts?.[entry.href] ? (
                  <span className="rounded-sm bg-wait-soft px-1.5 font-medium text-wait text-xs tabular-nums group-data-[rail=narrow]/frame:absolute group-data-[rail=narrow]/frame:top-0 group-data-[rail=narrow]/frame:right-0 group-data-[rail=narrow]/frame:px-1">
                    {counts[entry.href]}
                    <span className="sr-only"> waiting</span>
                  </span>
                ) : null}
              </Link>
            </li>
          ))}
        </ul>
      ))}
    </nav>
  )
}
