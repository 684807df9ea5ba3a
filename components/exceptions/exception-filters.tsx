'use client'

import { X } from 'lucide-react'
import { Button } from '#components/ui/button.tsx'
import { FilterSelect } from '#components/ui/filter-select.tsx'
import { wordsOf } from '#components/ui/status-words.ts'
import { useFilters } from '#components/ui/use-filters.ts'
import { exceptionStates } from '#lib/exceptions/schema.ts'

type Props = { rules: readonly { id: string }[]; environments: readonly string[] }

/** The filters of the list, kept in the address. */
export function ExceptionFilters({ rules, environments }: Props) {
  const { get, set } = useFilters()
  const field = { filters: { get, set }, className: 'w-48' }
  return (
    <div className="mb-3 flex flex-wrap gap-2">
      <FilterSelect
        {...field}
        name="state"
        label="State"
        placeholder="Any state"
        options={exceptionStates.map((value) => ({ value, label: wordsOf(value).word }))}
      />
      <FilterSelect
        {...field}
        name="rule"
        label="Rule"
        placeholder="Any rule"
        options={rules.map(({ id }) => ({ value: id, label: id }))}
      />
      <FilterSelect
        {...field}
        name="environment"
        label="Environment"
        placeholder="Any environment"
        options={environments.map((name) => ({ value: name, label: name }))}
      />
      {get('manifestId') ? (
        <Button size="sm" icon={<X aria-hidden />} onClick={() => set({ manifestId: undefined })}>
          One manifest
        </Button>
      ) : null}
    </div>
  )
}
