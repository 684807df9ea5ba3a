'use client'

import { FilterSelect } from '#components/ui/filter-select.tsx'
import { SearchFilter } from '#components/ui/search-filter.tsx'
import { useFilters } from '#components/ui/use-filters.ts'
import { logClasses, logClassLabels } from '#lib/logs/log-words.ts'

type Choice = { value: string; label: string }

const classes = logClasses.map((value) => ({ value, label: logClassLabels[value] }))

/** What logs are searched for, kept in the address. */
export function LogFilters({ runners }: { runners: readonly Choice[] }) {
  const filters = useFilters()
  return (
    <div className="mb-3 flex flex-wrap gap-2">
      <SearchFilter name="text" label="Text" placeholder="Text in a line" className="w-72" />
      <SearchFilter name="token" label="Token" placeholder="Run token, whole" className="w-44" />
      <SearchFilter name="correlation" label="Correlation" placeholder="Correlation, whole" className="w-44" />
      <FilterSelect
        filters={filters}
        name="runner"
        label="Runner"
        placeholder="Any runner"
        options={runners}
        className="w-44"
      />
      <FilterSelect
        filters={filters}
        name="logClass"
        label="Log of"
        placeholder="Any log"
        options={classes}
        className="w-44"
      />
    </div>
  )
}
