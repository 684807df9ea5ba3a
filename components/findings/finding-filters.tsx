'use client'

import { X } from 'lucide-react'
import { Button } from '#components/ui/button.tsx'
import { Checkbox } from '#components/ui/checkbox.tsx'
import { FilterSelect } from '#components/ui/filter-select.tsx'
import { SearchFilter } from '#components/ui/search-filter.tsx'
import { wordsOf } from '#components/ui/status-words.ts'
import { useFilters } from '#components/ui/use-filters.ts'
import { severities } from '#lib/artifacts/severities.ts'
import { findingKindNames, findingKindWords, STALE_TRIAGE_DAYS, triageStatuses } from '#lib/findings/words.ts'

const statuses = [
  ...triageStatuses.map((value) => ({ value, label: wordsOf(value).word })),
  { value: 'stale', label: `In triage for over ${STALE_TRIAGE_DAYS} days` },
  { value: 'decided', label: 'Decided in the last week' },
  { value: 'resolved', label: 'No longer found' },
]

/** Filters that come with a link from elsewhere, and can only be taken off here. */
const linked = [
  { name: 'component', word: 'Component' },
  { name: 'artifactId', word: 'One artifact' },
]

/** The filters of the findings list, kept in the address. */
export function FindingFilters() {
  const { get, set } = useFilters()
  const field = { filters: { get, set }, className: 'w-40' }
  return (
    <div className="mb-3 flex flex-wrap items-center gap-2">
      <SearchFilter placeholder="Advisory or component…" />
      <FilterSelect
        {...field}
        name="severity"
        label="Severity"
        placeholder="Any severity"
        options={severities.map((value) => ({ value, label: wordsOf(value).word }))}
      />
      <FilterSelect
        {...field}
        name="kind"
        label="Kind"
        placeholder="Any kind"
        options={findingKindNames.map((value) => ({ value, label: findingKindWords[value] }))}
      />
      <FilterSelect {...field} name="status" label="Status" placeholder="Present, any status" options={statuses} />
      <Checkbox
        label="Running now"
        checked={get('live') === 'yes'}
        onChange={({ target }) => set({ live: target.checked ? 'yes' : undefined })}
      />
      {linked.map(({ name, word }) =>
        get(name) ? (
          <Button
            key={name}
            size="sm"
            icon={<X aria-hidden />}
            title={get(name)}
            onClick={() => set({ [name]: undefined })}
          >
            {name === 'component' ? `${word}: ${get(name)}` : word}
          </Button>
        ) : null,
      )}
    </div>
  )
}
