'use client'

import { useEffect, useState } from 'react'
import { Input } from './input.tsx'
import { useFilters } from './use-filters.ts'
import { useSettled } from './use-settled.ts'

type Props = {
  label?: string
  placeholder: string
  /** Its name in the address. */
  name?: string
  className?: string
}

/** A text that a list is searched for, in the address once typing has paused. */
export function SearchFilter({ label = 'Search', placeholder, name = 'q', className = 'w-56' }: Props) {
  const { get, set } = useFilters()
  const [text, setText] = useState(get(name))
  const settled = useSettled(text.trim(), 250)
  // biome-ignore lint/correctness/useExhaustiveDependencies: only what was typed may change the address.
  useEffect(() => {
    if (settled !== get(name)) set({ [name]: settled })
  }, [settled])
  return (
    <Input
      type="search"
      aria-label={label}
      placeholder={placeholder}
      value={text}
      onChange={({ target }) => setText(target.value)}
      className={className}
    />
  )
}
