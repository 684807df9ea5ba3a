'use client'

import { FilterSelect } from '#components/ui/filter-select.tsx'
import { useFilters } from '#components/ui/use-filters.ts'

type Option = { value: string; label: string }
type Props = { environments: readonly string[]; kinds?: readonly Option[]; zones?: readonly string[] }

/** What the calendar and the list of triggers can be narrowed to. */
export function ScheduleFilters({ environments, kinds, zones }: Props) {
  const filters = useFilters()
  const plain = (names: readonly string[]) => names.map((name) => ({ value: name, label: name }))
  return (
    <search className="flex flex-wrap gap-2" aria-label="Filters" aria-busy={filters.pending}>
      <FilterSelect
        filters={filters}
        name="environment"
        label="Environment"
        placeholder="Every environment"
        options={plain(environments)}
      />
      {kinds ? (
        <FilterSelect filters={filters} name="kind" label="Kind" placeholder="Every kind" options={kinds} />
      ) : null}
      {zones ? (
        <FilterSelect
          filters={filters}
          name="zone"
          label="Clock of"
          placeholder="The zone of most schedules"
          options={plain(zones)}
        />
      ) : null}
    </search>
  )
}
