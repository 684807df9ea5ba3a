'use client'

import { X } from 'lucide-react'
import { Button } from '#components/ui/button.tsx'
import { FilterSelect } from '#components/ui/filter-select.tsx'
import { SearchFilter } from '#components/ui/search-filter.tsx'
import { wordsOf } from '#components/ui/status-words.ts'
import { useFilters } from '#components/ui/use-filters.ts'
import { classRules, runnerClasses } from '#lib/manifests/classes.ts'
import { causeTitles, runCauses, runOrigins, runStatuses, runsSince } from '#lib/runs/run-words.ts'

type Choice = { value: string; label: string }
type Props = { environments: readonly string[]; runners: readonly Choice[]; pipelines: readonly string[] }

const sinceTitles: Record<(typeof runsSince)[number], string> = {
  '1h': 'The last hour',
  '24h': 'The last day',
  '7d': 'The last week',
  '30d': 'The last month',
}
const said = (value: string) => ({ value, label: wordsOf(value).word })
const plain = (value: string) => ({ value, label: value })

const choices: { name: string; label: string; placeholder: string; options: readonly Choice[] }[] = [
  { name: 'status', label: 'Status', placeholder: 'Any status', options: runStatuses.map(said) },
  {
    name: 'cause',
    label: 'Cause',
    placeholder: 'Any cause',
    options: runCauses.map((cause) => ({ value: cause, label: causeTitles[cause] })),
  },
  { name: 'origin', label: 'Started by', placeholder: 'Started by anything', options: runOrigins.map(said) },
  {
    name: 'class',
    label: 'Class',
    placeholder: 'Any class',
    options: runnerClasses.map((name) => ({ value: name, label: classRules[name].title })),
  },
  {
    name: 'since',
    label: 'Time',
    placeholder: 'Any time',
    options: runsSince.map((since) => ({ value: since, label: sinceTitles[since] })),
  },
]

/** The filters of the runs list, kept in the address. */
export function RunFilters({ environments, runners, pipelines }: Props) {
  const filters = useFilters()
  const [from, to] = [filters.get('from'), filters.get('to')]
  const select = (name: string, label: string, placeholder: string, options: readonly Choice[]) => (
    <FilterSelect
      key={name}
      filters={filters}
      name={name}
      label={label}
      placeholder={placeholder}
      options={options}
      className="w-40"
    />
  )
  return (
    <div className="mb-3 flex flex-wrap gap-2">
      {select('environment', 'Environment', 'Any environment', environments.map(plain))}
      {choices.map(({ name, label, placeholder, options }) => select(name, label, placeholder, options))}
      {select('runnerId', 'Runner', 'Any runner', runners)}
      {select('pipeline', 'Pipeline', 'Any pipeline', pipelines.map(plain))}
      <SearchFilter name="token" label="Token" placeholder="Token, whole" className="w-40" />
      <SearchFilter name="correlationId" label="Correlation" placeholder="Correlation, whole" className="w-40" />
      {from || to ? (
        <Button size="sm" icon={<X aria-hidden />} onClick={() => filters.set({ from: undefined, to: undefined })}>
          {from ? from.slice(0, 16) : 'the beginning'} to {to ? to.slice(0, 16) : 'now'}
        </Button>
      ) : null}
    </div>
  )
}
