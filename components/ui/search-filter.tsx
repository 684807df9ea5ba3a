'use client'

import { useEffect, useState } from 'react'
import { Input } from './input.tsx'
import { useFilters } from './use-filters.ts'
import { useSettled } from './use-settled.ts'

/** The text that a list is searched for, as `q` in the address once typing has paused. */
export function SearchFilter({ label = 'Search', placeholder }: { label?: string; placeholder: string }) {
  const { get, set } = useFilters()
  const [text, setText] = useState(get('q'))
  const settled = useSettled(text.trim(), 250)
  // biome-ignore lint/correctness/useExhaustiveDependencies: only what was typed may change the address.
  useEffect(() => {
    if (settled !== get('q')) set({ q: settled })
  }, [settled])
  return (
    <Input
      type="search"
      aria-label={label}
      placeholder={placeholder}
      value={text}
      onChange={({ target }) => setText(target.value)}
      className="w-56"
    />
  )
}
