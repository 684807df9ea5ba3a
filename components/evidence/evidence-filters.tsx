'use client'

import { X } from 'lucide-react'
import { Button } from '#components/ui/button.tsx'
import { Select } from '#components/ui/select.tsx'
import { wordsOf } from '#components/ui/status-words.ts'
import { useFilters } from '#components/ui/use-filters.ts'
import { evidenceKinds, evidenceResults } from '#lib/evidence/kinds.ts'

type Choice = { value: string; label: string }

/** Filters that come with a link from elsewhere, and can only be taken off here. */
const linked = [
  { name: 'manifestId', word: 'One manifest' },
  { name: 'runnerId', word: 'One runner' },
  { name: 'deploymentId', word: 'One deployment' },
  { name: 'runId', word: 'One run' },
]

const kindWords = (kind: string) => kind.replace(/[._]/g, ' ').replace(/^./, (first) => first.toUpperCase())
const day = (instant: string) => instant.slice(0, 10)
/** A range ends before `to`; people name the last day in it. */
const lastDay = (to: string) => (Number.isNaN(Date.parse(to)) ? to : day(new Date(Date.parse(to) - 1).toISOString()))

/** The filters of the timeline, kept in the address. */
export function EvidenceFilters({
  actors,
  environments,
}: {
  actors: readonly Choice[]
  environments: readonly Choice[]
}) {
  const { get, set } = useFilters()
  const select = (name: string, label: string, placeholder: string, options: readonly Choice[], width: string) => (
    <Select
      aria-label={label}
      placeholder={placeholder}
      value={get(name)}
      onChange={(event) => set({ [name]: event.target.value })}
      options={options}
      className={width}
    />
  )
  const [from, to] = [get('from'), get('to')]
  return (
    <div className="mb-3 flex flex-wrap items-center gap-2">
      {select(
        'kind',
        'Kind',
        'Any kind',
        evidenceKinds.map((kind) => ({ value: kind, label: kindWords(kind) })),
        'w-52',
      )}
      {select(
        'result',
        'Result',
        'Any result',
        evidenceResults.map((result) => ({ value: result, label: wordsOf(result).word })),
        'w-36',
      )}
      {select('actorId', 'Who', 'Anyone', actors, 'w-52')}
      {select('environmentId', 'Environment', 'Any environment', environments, 'w-44')}
      {from || to ? (
        <Button size="sm" icon={<X aria-hidden />} onClick={() => set({ from: undefined, to: undefined })}>
          {from ? day(from) : 'the beginning'} to {to ? lastDay(to) : 'now'}
        </Button>
      ) : null}
      {linked.map(({ name, word }) =>
        get(name) ? (
          <Button
            key={name}
            size="sm"
            icon={<X aria-hidden />}
            title={get(name)}
            onClick={() => set({ [name]: undefined })}
          >
            {word}
          </Button>
        ) : null,
      )}
    </div>
  )
}
