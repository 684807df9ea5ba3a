'use client'

import { Button } from '#components/ui/button.tsx'
import { Checkbox } from '#components/ui/checkbox.tsx'
import type { Permission } from '#lib/auth/permissions.ts'

export type ScopesFieldProps = {
  /** What the person has and can hand on. */
  offered: readonly Permission[]
  value: readonly Permission[]
  onChange: (scopes: Permission[]) => void
}

/** What a token may do; never more than its owner. */
export function ScopesField({ offered, value, onChange }: ScopesFieldProps) {
  const only = (wanted: (scope: Permission) => boolean) => onChange(offered.filter(wanted))
  return (
    <fieldset>
      <legend className="mb-1.5 font-medium">Scopes</legend>
      <div className="mb-2 flex flex-wrap gap-1.5">
        <Button size="sm" onClick={() => only((scope) => scope.endsWith(':read'))}>
          Reading only
        </Button>
        <Button size="sm" onClick={() => only((scope) => scope !== 'member:write' && scope !== 'token:manage')}>
          For a pipeline
        </Button>
        <Button size="sm" onClick={() => onChange([])}>
          None
        </Button>
      </div>
      <div className="grid gap-x-4 gap-y-1 sm:grid-cols-2">
        {offered.map((scope) => (
          <Checkbox
            key={scope}
            label={<code>{scope}</code>}
            checked={value.includes(scope)}
            onChange={(event) => only((each) => (each === scope ? event.target.checked : value.includes(each)))}
          />
        ))}
      </div>
    </fieldset>
  )
}
