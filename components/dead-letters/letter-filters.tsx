'use client'

import { X } from 'lucide-react'
import { Button } from '#components/ui/button.tsx'
import { FilterSelect } from '#components/ui/filter-select.tsx'
import { SearchFilter } from '#components/ui/search-filter.tsx'
import { wordsOf } from '#components/ui/status-words.ts'
import { useFilters } from '#components/ui/use-filters.ts'
import { deadLetterStatuses } from '#lib/dead-letters/dead-letter-words.ts'
import { causeTitles } from '#lib/runs/run-words.ts'

/** Filters that come with a link from elsewhere, and can only be taken off here. */
const linked = [
  { name: 'fingerprint', word: 'One error' },
  { name: 'runnerId', word: 'One runner' },
]

/** The filters of the dead letters, kept in the address. */
export function LetterFilters({ environments }: { environments: readonly string[] }) {
  const { get, set } = useFilters()
  const field = { filters: { get, set }, className: 'w-44' }
  return (
    <div className="mb-3 flex flex-wrap items-center gap-2">
      <SearchFilter name="token" placeholder="Run token…" />
      <FilterSelect
        {...field}
        name="status"
        label="Status"
        placeholder="Open"
        options={[
          ...deadLetterStatuses.map((value) => ({ value, label: wordsOf(value).word })),
          { value: 'any', label: 'Any status' },
        ]}
      />
      <FilterSelect
        {...field}
        name="cause"
        label="Cause"
        placeholder="Any cause"
        options={Object.entries(causeTitles).map(([value, label]) => ({ value, label }))}
      />
      <FilterSelect
        {...field}
        name="environment"
        label="Environment"
        placeholder="Any environment"
        options={environments.map((name) => ({ value: name, label: name }))}
      />
      {linked.map(({ name, word }) =>
        get(name) ? (
          <Button key={name} size="sm" icon={<X aria-hidden />} onClick={() => set({ [name]: undefined })}>
            {word}
          </Button>
        ) : null,
      )}
    </div>
  )
}
