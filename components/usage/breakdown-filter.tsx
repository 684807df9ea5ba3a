'use client'

import { FilterSelect } from '#components/ui/filter-select.tsx'
import { useFilters } from '#components/ui/use-filters.ts'
import type { UsageMeasure } from '#lib/usage/schema.ts'
import { groupWords, measureWords } from '#lib/usage/words.ts'

type Props = {
  environments: readonly string[]
  /** What is counted now; without a choice the page decides. */
  counted: UsageMeasure
}

/** What is counted, and what it is broken down by; kept in the address. */
export function BreakdownFilter({ environments, counted }: Props) {
  const filters = useFilters()
  const field = { filters, className: 'w-36' }
  const others = Object.entries(measureWords).filter(([value]) => filters.get('measure') || value !== counted)
  return (
    <div className="flex flex-wrap gap-2">
      <FilterSelect
        {...field}
        name="measure"
        label="What is counted"
        placeholder={filters.get('measure') ? 'As usual' : measureWords[counted]}
        options={others.map(([value, label]) => ({ value, label }))}
      />
      <FilterSelect
        {...field}
        name="by"
        label="Broken down by"
        placeholder="By class"
        options={Object.entries(groupWords).map(([value, label]) => ({ value, label }))}
      />
      <FilterSelect
        {...field}
        name="environment"
        label="Environment"
        placeholder="Any environment"
        options={environments.map((value) => ({ value, label: value }))}
      />
    </div>
  )
}
