'use client'

import { useRouter, useSearchParams } from 'next/navigation'
import { Select } from '#components/ui/select.tsx'
import { wordsOf } from '#components/ui/status-words.ts'
import { runOrigins, runStatuses } from '#lib/runs/run-words.ts'

/** The filters of the runs list, kept in the address. */
export function RunFilters({ environments }: { environments: readonly string[] }) {
  const router = useRouter()
  const search = useSearchParams()
  const choice = (name: string, label: string, placeholder: string, options: { value: string; label: string }[]) => (
    <Select
      aria-label={label}
      placeholder={placeholder}
      value={search.get(name) ?? ''}
      onChange={(event) => {
        const query = new URLSearchParams(search)
        if (event.target.value) query.set(name, event.target.value)
        else query.delete(name)
        query.delete('cursor')
        router.replace(`?${query}`)
      }}
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
