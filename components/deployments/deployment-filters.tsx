'use client'

import { useRouter, useSearchParams } from 'next/navigation'
import { Select } from '#components/ui/select.tsx'
import { wordsOf } from '#components/ui/status-words.ts'

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
  const router = useRouter()
  const search = useSearchParams()
  const set = (name: string, value: string) => {
    const query = new URLSearchParams(search)
    if (value) query.set(name, value)
    else query.delete(name)
    query.delete('cursor')
    router.replace(`?${query}`)
  }
  return (
    <div className="mb-3 flex flex-wrap gap-2">
      <Select
        aria-label="Status"
        placeholder="Any status"
        value={search.get('status') ?? ''}
        onChange={(event) => set('status', event.target.value)}
        options={statuses.map((status) => ({ value: status, label: wordsOf(status).word }))}
        className="w-48"
      />
      <Select
        aria-label="Environment"
        placeholder="Any environment"
        value={search.get('environment') ?? ''}
        onChange={(event) => set('environment', event.target.value)}
        options={environments.map((name) => ({ value: name, label: name }))}
        className="w-44"
      />
    </div>
  )
}
