import type { ReactNode } from 'react'
import { TabLinks } from '#components/ui/tab-links.tsx'
import { may } from '#lib/auth/authorise.ts'
import { currentActor } from '#lib/auth/current-actor.ts'
import type { Permission } from '#lib/auth/permissions.ts'

const pages: readonly { href: string; label: string; permission: Permission }[] = [
  { href: '/settings/members', label: 'Members', permission: 'member:read' },
  { href: '/settings/groups', label: 'Groups', permission: 'approval:read' },
  { href: '/settings/tokens', label: 'API tokens', permission: 'token:manage' },
  { href: '/settings/passkeys', label: 'Passkeys', permission: 'approval:read' },
  { href: '/settings/notifications', label: 'Notifications', permission: 'artifact:read' },
  { href: '/settings/webhooks', label: 'Webhooks', permission: 'webhook:manage' },
  { href: '/settings/secrets', label: 'Secrets', permission: 'secret:list' },
  { href: '/settings/agents', label: 'Agents', permission: 'agent:read' },
  { href: '/settings/environments', label: 'Environments', permission: 'environment:read' },
  { href: '/settings/registries', label: 'Registries', permission: 'policy:read' },
  { href: '/settings/retention', label: 'Retention', permission: 'policy:read' },
  { href: '/settings/keys', label: 'Signing keys', permission: 'artifact:read' },
  { href: '/settings/vulnerability-data', label: 'Vulnerability data', permission: 'artifact:read' },
]

export default async function SettingsLayout({ children }: { children: ReactNode }) {
  const actor = await currentActor()
  const links = pages.filter((page) => actor && may(actor, page.permission))
  return (
    <>
      <TabLinks label="Settings" links={links.map(({ href, label }) => ({ href, label }))} />
      {children}
    </>
  )
}
