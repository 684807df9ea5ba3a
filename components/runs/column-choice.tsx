'use client'

import { Columns3 } from 'lucide-react'
import { useState } from 'react'
import { Button } from '#components/ui/button.tsx'
import { Checkbox } from '#components/ui/checkbox.tsx'
import { Popover } from '#components/ui/popover.tsx'
import { useFilters } from '#components/ui/use-filters.ts'
import { chosenColumns, type RunColumnName, runColumnNames, runColumns, withColumn } from '#lib/runs/run-columns.ts'

/** Which columns the list shows; kept in the address, so that a saved view keeps them too. */
export function ColumnChoice() {
  const [open, setOpen] = useState(false)
  return (
    <Popover
      label="Columns"
      open={open}
      onOpenChange={setOpen}
      className="w-56 p-3"
      trigger={<Button icon={<Columns3 aria-hidden />}>Columns</Button>}
    >
      <Choices />
    </Popover>
  )
}

/** Mounted anew each time it opens, so that it begins with what the address says and then answers at once. */
function Choices() {
  const { get, set } = useFilters()
  const [chosen, setChosen] = useState(() => chosenColumns(get('columns')))
  const choose = (name: RunColumnName, shown: boolean) => {
    const columns = withColumn(chosen, name, shown)
    setChosen(chosenColumns(columns))
    set({ columns })
  }
  return (
    <fieldset className="space-y-1.5">
      <legend className="mb-2 font-medium text-ink-muted text-sm">Shown</legend>
      {runColumnNames.map((name) => (
        <Checkbox
          key={name}
          label={runColumns[name]}
          checked={chosen.includes(name)}
          disabled={name === 'runner'}
          onChange={({ target }) => choose(name, target.checked)}
        />
      ))}
    </fieldset>
  )
}
