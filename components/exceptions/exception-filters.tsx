'use client'

import { X } from 'lucide-react'
import { Button } from '#components/ui/button.tsx'
import { Select } from '#components/ui/select.tsx'
import { wordsOf } from '#components/ui/status-words.ts'
import { useFilters } from '#components/ui/use-filters.ts'
import { exceptionStates } from '#lib/exceptions/schema.ts'

type Props = { rules: readonly { id: string }[]; environments: readonly string[] }

/** The filters of the list, kept in the address. */
export function ExceptionFilters({ rules, environments }: Props) {
  const { get, set } = useFilters()
  const select = (name: string, label: string, placeholder: string, options: { value: string; label: string }[]) => (
    <Select
      aria-label={label}
      placeholder={placeholder}
      value={get(name)}
      onChange={({ target }) => set({ [name]: target.value })}
      options={options}
      className="w-48"
    />
  )
  return (
    <div className="mb-3 flex flex-wrap gap-2">
      {select(
        'state',
        'State',
        'Any state',
        exceptionStates.map((value) => ({ value, label: wordsOf(value).word })),
      )}
      {select(
        'rule',
        'Rule',
        'Any rule',
        rules.map(({ id }) => ({ value: id, label: id })),
      )}
      {select(
        'environment',
        'Environment',
        'Any environment',
        environments.map((name) => ({ value: name, label: name })),
      )}
      {get('manifestId') ? (
        <Button size="sm" icon={<X aria-hidden />} onClick={() => set({ manifestId: undefined })}>
          One manifest
        </Button>
      ) : null}
    </div>
  )
}
