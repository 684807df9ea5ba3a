'use client'

import { FilterSelect } from '#components/ui/filter-select.tsx'
import { wordsOf } from '#components/ui/status-words.ts'
import { useFilters } from '#components/ui/use-filters.ts'
import { outcomeWords, replayOutcomes, replayStatuses } from '#lib/replays/schema.ts'

/** Narrows the tokens of a replay to one outcome. */
export function OutcomeFilter() {
  return (
    <div className="mb-3">
      <FilterSelect
        filters={useFilters()}
        name="outcome"
        label="Outcome"
        placeholder="Any outcome"
        className="w-56"
        options={replayOutcomes.map((value) => ({ value, label: outcomeWords[value] }))}
      />
    </div>
  )
}

/** Narrows the replays to one status. */
export function ReplayStatusFilter() {
  return (
    <div className="mb-3">
      <FilterSelect
        filters={useFilters()}
        name="status"
        label="Status"
        placeholder="Any status"
        className="w-56"
        options={replayStatuses.map((value) => ({ value, label: wordsOf(value).word }))}
      />
    </div>
  )
}
