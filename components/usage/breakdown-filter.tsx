'use client'

import { FilterSelect } from '#components/ui/filter-select.tsx'
import { useFilters } from '#components/ui/use-filters.ts'
import { groupWords, measureWords } from '#lib/usage/words.ts'

const options = (words: Record<string, string>) => Object.entries(words).map(([value, label]) => ({ value, label }))

/** What is counted, and what it is broken down by; kept in the address. */
export function BreakdownFilter({ environments }: { environments: readonly string[] }) {
  const filters = useFilters()
  const field = { filters, className: 'w-40' }
  return (
    <>
      <FilterSelect
        {...field}
        name="measure"
        label="What is counted"
        placeholder="Most telling"
        options={options(measureWords)}
      />
      <FilterSelect {...field} name="by" label="Broken down by" placeholder="By class" options={options(groupWords)} />
      <FilterSelect
        {...field}
        name="environment"
        label="Environment"
        placeholder="Any environment"
        options={environments.map((value) => ({ value, label: value }))}
      />
    </>
  )
}
