'use client'

import { Select } from '#components/ui/select.tsx'
import { wordsOf } from '#components/ui/status-words.ts'
import { useFilters } from '#components/ui/use-filters.ts'
import { runOrigins, runStatuses } from '#lib/runs/run-words.ts'

/** The filters of the runs list, kept in the address. */
export function RunFilters({ environments }: { environments: readonly string[] }) {
  const { get, set } = useFilters()
  const choice = (name: string, label: string, placeholder: string, options: { value: string; label: string }[]) => (
    <Select
      aria-label={label}
      placeholder={placeholder}
      value={get(name)}
      onChange={({ target }) => set({ [name]: target.value })}
      options={options}
      className="w-44"
    />
  )
  const said = (value: string) => ({ value, label: wordsOf(value).word })
  return (
    <div className="mb-3 flex flex-wrap gap-2">
      {choice('status', 'Status', 'Any status', runStatuses.map(said))}
      {choice(
        'environment',
        'Environment',
        'Any environment',
        environments.map((name) => ({ value: name, label: name })),
      )}
      {choice('origin', 'Started by', 'Started by anything', runOrigins.map(said))}
    </div>
  )
}
