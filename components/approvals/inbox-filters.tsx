'use client'

import Link from 'next/link'
import { useSearchParams } from 'next/navigation'
import { Select } from '#components/ui/select.tsx'
import { useFilters } from '#components/ui/use-filters.ts'
import { approvalKinds } from '#lib/approvals/kinds.ts'
import { inboxStates } from '#lib/inbox/states.ts'

const stateWords = { mine: 'For you', others: 'For others', snoozed: 'Put off', decided: 'Decided' } as const
const kindWords = {
  deployment: 'Deployments',
  policy: 'Policy changes',
  exception: 'Exceptions',
  break_glass_review: 'Break-glass reviews',
  mass_replay: 'Mass replays',
} as const
const risks = ['prod', 'xlarge', 'override', 'first deployment', 'promotion', 'exception', 'break-glass']

/** What the inbox shows, kept in the address. */
export function InboxFilters({ tenants }: { tenants: readonly { slug: string; name: string }[] }) {
  const search = useSearchParams()
  const { get, set } = useFilters()
  const state = get('state') || 'mine'
  const to = (next: string) => {
    const query = new URLSearchParams(search)
    query.delete('cursor')
    query.delete('at')
    if (next === 'mine') query.delete('state')
    else query.set('state', next)
    return `/approvals?${query}`
  }
  return (
    <div className="border-b px-3 pb-2.5">
      <nav aria-label="Which requests" className="-mx-1 flex gap-0.5 overflow-x-auto px-1 py-1">
        {inboxStates.map((each) => (
          <Link
            key={each}
            href={to(each)}
            aria-current={state === each ? 'page' : undefined}
            className="inline-flex h-7 items-center whitespace-nowrap rounded-md px-2 font-medium text-ink-muted hover:bg-hover hover:text-ink aria-[current=page]:bg-hover aria-[current=page]:text-ink max-sm:h-9"
          >
            {stateWords[each]}
          </Link>
        ))}
      </nav>
      <div className="mt-1 grid grid-cols-3 gap-1.5">
        <Select
          aria-label="Tenant"
          placeholder="All tenants"
          options={tenants.map(({ slug, name }) => ({ value: slug, label: name }))}
          value={get('tenant')}
          onChange={(event) => set({ tenant: event.target.value, at: undefined })}
        />
        <Select
          aria-label="Kind"
          placeholder="All kinds"
          options={approvalKinds.map((kind) => ({ value: kind, label: kindWords[kind] }))}
          value={get('kind')}
          onChange={(event) => set({ kind: event.target.value, at: undefined })}
        />
        <Select
          aria-label="Risk"
          placeholder="Any risk"
          options={risks.map((risk) => ({ value: risk, label: risk }))}
          value={get('risk')}
          onChange={(event) => set({ risk: event.target.value, at: undefined })}
        />
      </div>
    </div>
  )
}
