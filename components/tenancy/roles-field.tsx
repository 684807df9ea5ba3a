'use client'

import { Checkbox } from '#components/ui/checkbox.tsx'
import { type RoleName, roleMeanings, roleNames } from '#lib/tenancy/roles.ts'

/** Which roles somebody has, each with what it is for. */
export function RolesField(props: { value: readonly RoleName[]; onChange: (roles: RoleName[]) => void }) {
  const toggle = (role: RoleName, on: boolean) =>
    props.onChange(roleNames.filter((name) => (name === role ? on : props.value.includes(name))))
  return (
    <fieldset>
      <legend className="mb-1.5 font-medium">Roles</legend>
      <div className="space-y-2">
        {roleNames.map((role) => (
          <Checkbox
            key={role}
            label={role.charAt(0).toUpperCase() + role.slice(1)}
            hint={roleMeanings[role]}
            checked={props.value.includes(role)}
            onChange={(event) => toggle(role, event.target.checked)}
          />
        ))}
      </div>
    </fieldset>
  )
}
