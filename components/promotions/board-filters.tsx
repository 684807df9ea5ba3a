'use client'

import { useEffect, useState } from 'react'
import { useSettled } from '#components/manifests/use-settled.ts'
import { Input } from '#components/ui/input.tsx'
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
  const [text, setText] = useState(get('q'))
  const settled = useSettled(text.trim(), 250)
  // biome-ignore lint/correctness/useExhaustiveDependencies: only what was typed may change the address.
  useEffect(() => {
    if (settled !== get('q')) set({ q: settled })
  }, [settled])
  return (
    <div className="mb-3 flex flex-wrap gap-2">
      <Input
        type="search"
        aria-label="Search"
        placeholder="Name…"
        value={text}
        onChange={({ target }) => setText(target.value)}
        className="w-56"
      />
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
