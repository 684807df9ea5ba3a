'use client'

import { Ellipsis, UserCog, UserMinus } from 'lucide-react'
import { useState } from 'react'
import { Button } from '#components/ui/button.tsx'
import { ConfirmDialog } from '#components/ui/confirm-dialog.tsx'
import { Dialog } from '#components/ui/dialog.tsx'
import { DropdownMenu, MenuItem } from '#components/ui/dropdown-menu.tsx'
import { ErrorNotice } from '#components/ui/error-notice.tsx'
import { IconButton } from '#components/ui/icon-button.tsx'
import { toastDone } from '#components/ui/toast.ts'
import { useAct } from '#components/ui/use-act.ts'
import type { RoleName } from '#lib/tenancy/roles.ts'
import type { Act } from './act.ts'
import { RolesField } from './roles-field.tsx'

export type MemberMenuProps = {
  member: { userId: string; name: string; roles: RoleName[]; fromGroups: boolean }
  change: Act<{ userId: string; roles: RoleName[] }>
  remove: Act<{ userId: string }>
}

/** What an admin can do with one member. */
export function MemberMenu({ member, change, remove }: MemberMenuProps) {
  const [open, setOpen] = useState<'roles' | 'remove'>()
  const [roles, setRoles] = useState(member.roles)
  const changing = useAct(change, () => {
    toastDone(`${member.name} has other roles now.`)
    setOpen(undefined)
  })
  const removing = useAct(remove, () => toastDone(`${member.name} is no longer a member.`))
  const close = (next: boolean) => {
    if (next) return
    setOpen(undefined)
    setRoles(member.roles)
    changing.clear()
    removing.clear()
  }
  return (
    <>
      <DropdownMenu
        label={`Acts on ${member.name}`}
        trigger={<IconButton label={`Acts on ${member.name}`} icon={<Ellipsis />} className="size-7" />}
      >
        <MenuItem icon={<UserCog aria-hidden />} onSelect={() => setOpen('roles')}>
          Change roles
        </MenuItem>
        <MenuItem danger icon={<UserMinus aria-hidden />} onSelect={() => setOpen('remove')}>
          Remove
        </MenuItem>
      </DropdownMenu>
      <Dialog
        title={`Roles of ${member.name}`}
        open={open === 'roles'}
        onOpenChange={close}
        footer={
          <>
            <Button onClick={() => close(false)}>Cancel</Button>
            <Button
              variant="primary"
              pending={changing.pending}
              onClick={() => changing.run({ userId: member.userId, roles })}
            >
              Save the roles
            </Button>
          </>
        }
      >
        <RolesField value={roles} onChange={setRoles} />
        {member.fromGroups ? (
          <p className="mt-3 text-ink-muted">
            These come from the groups of your identity provider. Once you change them here, the groups no longer do.
          </p>
        ) : null}
        {changing.refusal ? <ErrorNotice {...changing.refusal} className="mt-3" /> : null}
      </Dialog>
      <ConfirmDialog
        title={`Remove ${member.name}?`}
        confirm={`Remove ${member.name}`}
        danger
        open={open === 'remove'}
        onOpenChange={close}
        pending={removing.pending}
        refusal={removing.refusal}
        onConfirm={() => removing.run({ userId: member.userId })}
      >
        They lose access to this tenant at once, and their API tokens here are revoked. What they did stays in the
        evidence.
      </ConfirmDialog>
    </>
  )
}
