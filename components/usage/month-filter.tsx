'use client'

import { FilterSelect } from '#components/ui/filter-select.tsx'
import { useFilters } from '#components/ui/use-filters.ts'
import { sayMonth } from '#lib/usage/words.ts'

/** Which month a page is about, kept in the address; this one is the address without it. */
export function MonthFilter({ months }: { months: readonly string[] }) {
  const filters = useFilters()
  const [present = '', ...past] = months
  return (
    <FilterSelect
      filters={filters}
      name="month"
      label="Month"
      placeholder={sayMonth(present)}
      options={past.map((value) => ({ value, label: sayMonth(value) }))}
      className="w-44"
    />
  )
}
