'use client'

import { Select } from '#components/ui/select.tsx'
import { wordsOf } from '#components/ui/status-words.ts'
import { useFilters } from '#components/ui/use-filters.ts'

const statuses = [
  'queued',
  'running',
  'waiting_approval',
  'scheduled',
  'succeeded',
  'failed',
  'cancelled',
  'superseded',
]

/** The filters of the list, kept in the address. */
export function DeploymentFilters({ environments }: { environments: readonly string[] }) {
  const { get, set } = useFilters()
  return (
    <div className="mb-3 flex flex-wrap gap-2">
      <Select
        aria-label="Status"
        placeholder="Any status"
        value={get('status')}
        onChange={({ target }) => set({ status: target.value })}
        options={statuses.map((status) => ({ value: status, label: wordsOf(status).word }))}
        className="w-48"
      />
      <Select
        aria-label="Environment"
        placeholder="Any environment"
        value={get('environment')}
        onChange={({ target }) => set({ environment: target.value })}
        options={environments.map((name) => ({ value: name, label: name }))}
        className="w-44"
      />
    </div>
  )
}
