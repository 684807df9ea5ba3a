import type { ReactNode } from 'react'
import { TabLinks } from '#components/ui/tab-links.tsx'
import { may } from '#lib/auth/authorise.ts'
import { currentActor } from '#lib/auth/current-actor.ts'
import type { Permission } from '#lib/auth/permissions.ts'

const pages: readonly { href: string; label: string; permission: Permission }[] = [
  { href: '/cost', label: 'Cost', permission: 'cost:read' },
  { href: '/cost/quotas', label: 'Quotas and budgets', permission: 'cost:read' },
  { href: '/cost/estimates', label: 'Estimates', permission: 'cost:read' },
  { href: '/cost/sizes', label: 'Sizes', permission: 'cost:read' },
  { href: '/cost/tenants', label: 'All tenants', permission: 'usage:all' },
  { href: '/cost/prices', label: 'Prices', permission: 'cost:read' },
]

export default async function CostLayout({ children }: { children: ReactNode }) {
  const actor = await currentActor()
  const links = pages.filter((page) => actor && may(actor, page.permission))
  return (
    <>
      <TabLinks label="Cost" links={links.map(({ href, label }) => ({ href, label }))} />
      {children}
    </>
  )
}
