'use client'

import { Select } from './select.tsx'
import type { useFilters } from './use-filters.ts'

type Props = {
  filters: Pick<ReturnType<typeof useFilters>, 'get' | 'set'>
  /** The filter's name in the address. */
  name: string
  label: string
  /** What it says while it filters nothing. */
  placeholder: string
  options: readonly { value: string; label: string }[]
  className?: string
}

/** One filter of a list, kept in the address. */
export function FilterSelect({ filters, name, label, placeholder, options, className }: Props) {
  return (
    <Select
      aria-label={label}
      placeholder={placeholder}
      value={filters.get(name)}
      onChange={({ target }) => filters.set({ [name]: target.value })}
      options={options}
      className={className}
    />
  )
}
