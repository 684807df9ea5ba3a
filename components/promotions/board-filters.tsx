'use client'

import { SearchFilter } from '#components/ui/search-filter.tsx'
import { Select } from '#components/ui/select.tsx'
import { useFilters } from '#components/ui/use-filters.ts'

const shows = [
  { value: 'behind', label: 'Not the same everywhere' },
  { value: 'held', label: 'Held' },
  { value: 'drifted', label: 'Drifted' },
  { value: 'unwell', label: 'With failures' },
]

/** The filters of the board, kept in the address. */
export function BoardFilters() {
  const { get, set } = useFilters()
  return (
    <div className="mb-3 flex flex-wrap gap-2">
      <SearchFilter placeholder="Name…" />
      <Select
        aria-label="Show"
        placeholder="Everything that runs"
        value={get('show')}
        onChange={({ target }) => set({ show: target.value })}
        options={shows}
        className="w-52"
      />
    </div>
  )
}
