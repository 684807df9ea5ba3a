'use client'

import { FilterSelect } from '#components/ui/filter-select.tsx'
import { useFilters } from '#components/ui/use-filters.ts'

/** The filters of the list of alerts, kept in the address. */
export function AlertFilters({ rules }: { rules: readonly { id: string; name: string }[] }) {
  const filters = useFilters()
  return (
    <div className="mb-3 flex flex-wrap gap-2">
      <FilterSelect
        filters={filters}
        name="state"
        label="Standing"
        placeholder="Open and resolved"
        options={[
          { value: 'open', label: 'Open' },
          { value: 'resolved', label: 'Resolved' },
        ]}
        className="w-44"
      />
      <FilterSelect
        filters={filters}
        name="ruleId"
        label="Rule"
        placeholder="Any rule"
        options={rules.map(({ id, name }) => ({ value: id, label: name }))}
        className="w-52"
      />
    </div>
  )
}
