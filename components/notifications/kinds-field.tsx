'use client'

import { Button } from '#components/ui/button.tsx'
import { Checkbox } from '#components/ui/checkbox.tsx'
import { kindGroups } from '#lib/notifications/kind-groups.ts'
import { type NotificationKindName, notificationKinds, notificationKindWords } from '#lib/notifications/schema.ts'

type Props = {
  value: readonly NotificationKindName[]
  onChange: (kinds: NotificationKindName[]) => void
  disabled?: boolean
}

/** Kinds of notifications, each with when it comes. */
export function KindsField({ value, onChange, disabled }: Props) {
  const chosen = new Set(value)
  const toggle = (kind: NotificationKindName, on: boolean) =>
    onChange(notificationKinds.filter((each) => (each === kind ? on : chosen.has(each))))
  return (
    <div className="space-y-5">
      <div className="flex flex-wrap gap-2">
        <Button size="sm" disabled={disabled ?? false} onClick={() => onChange([...notificationKinds])}>
          Choose all
        </Button>
        <Button size="sm" disabled={disabled ?? false} onClick={() => onChange([])}>
          Choose none
        </Button>
      </div>
      {kindGroups.map(({ title, lines }) => (
        <fieldset key={title}>
          <legend className="mb-2 font-medium">{title}</legend>
          <div className="grid gap-x-6 gap-y-2.5 sm:grid-cols-2">
            {lines.map(({ kind, when }) => (
              <Checkbox
                key={kind}
                label={notificationKindWords[kind]}
                hint={when}
                checked={chosen.has(kind)}
                disabled={disabled}
                onChange={({ target }) => toggle(kind, target.checked)}
              />
            ))}
          </div>
        </fieldset>
      ))}
    </div>
  )
}
