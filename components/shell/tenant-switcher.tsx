'use client'

import { ChevronsUpDown } from 'lucide-react'
import { useTransition } from 'react'
import { DropdownMenu, MenuHeading, MenuItem } from '#components/ui/dropdown-menu.tsx'
import { toastRefused } from '#components/ui/toast.ts'
import type { ActionResult } from '#lib/http/action.ts'

export type TenantSwitcherProps = {
  tenants: readonly { slug: string; name: string }[]
  current: string
  choose: (input: { slug: string }) => Promise<ActionResult<void>>
}

/** Which tenant one works in, and the others one may enter. */
export function TenantSwitcher({ tenants, current, choose }: TenantSwitcherProps) {
  const [pending, start] = useTransition()
  const name = tenants.find((tenant) => tenant.slug === current)?.name ?? current
  const go = (slug: string) =>
    start(async () => {
      const answer = await choose({ slug })
      if (answer && !answer.ok) toastRefused(answer.problem)
    })
  return (
    <DropdownMenu
      label="Tenants"
      align="start"
      className="w-56"
      trigger={
        <button
          type="button"
          aria-busy={pending || undefined}
          className="flex h-9 w-full min-w-0 items-center gap-2 rounded-md px-1.5 text-left hover:bg-hover"
        >
          <span
            aria-hidden
            className="grid size-6 shrink-0 place-items-center rounded-md bg-ink font-semibold text-canvas text-xs"
          >
            {name.charAt(0)}
          </span>
          <span className="min-w-0 flex-1 truncate font-semibold group-data-[rail=narrow]/frame:sr-only">{name}</span>
          <ChevronsUpDown
            aria-hidden
            className="size-3.5 shrink-0 text-ink-muted group-data-[rail=narrow]/frame:hidden"
          />
        </button>
      }
    >
      <MenuHeading>Work in</MenuHeading>
      {tenants.map((tenant) => (
        <MenuItem key={tenant.slug} checked={tenant.slug === current} onSelect={() => go(tenant.slug)}>
          {tenant.name}
        </MenuItem>
      ))}
    </DropdownMenu>
  )
}
