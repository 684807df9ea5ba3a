import type { Act } from '#components/shell/go-anywhere.tsx'
import type { Actor } from '#lib/auth/actor.ts'
import { may } from '#lib/auth/authorise.ts'
import type { Permission } from '#lib/auth/permissions.ts'

const acts: readonly (Act & { permission: Permission })[] = [
  { label: 'Write a manifest', href: '/manifests/new', keywords: 'new create', permission: 'manifest:write' },
  { label: 'Import a manifest', href: '/manifests/import', keywords: 'upload paste', permission: 'manifest:write' },
  { label: 'Decide what waits', href: '/approvals', keywords: 'approve reject', permission: 'approval:decide' },
  {
    label: 'Promote a runner',
    href: '/promotions',
    keywords: 'board roll back hold',
    permission: 'deployment:request',
  },
  { label: 'Announce a freeze', href: '/freezes', keywords: 'window stop', permission: 'freeze:manage' },
  { label: 'Pause runs', href: '/schedules', keywords: 'stop hold resume', permission: 'run:pause_all' },
  { label: 'Silence alerts', href: '/alerts', keywords: 'mute quiet', permission: 'alert:manage' },
  {
    label: 'Find what contains a component',
    href: '/findings/components',
    keywords: 'sbom package',
    permission: 'artifact:read',
  },
  {
    label: 'Ask for an exception',
    href: '/exceptions/new',
    keywords: 'waiver policy rule',
    permission: 'exception:request',
  },
  {
    label: 'Break the glass',
    href: '/exceptions/break-glass',
    keywords: 'emergency incident freeze',
    permission: 'gate:break_glass',
  },
  { label: 'Read the notifications', href: '/notifications', keywords: 'bell news', permission: 'artifact:read' },
  {
    label: 'Choose what is mailed',
    href: '/settings/notifications',
    keywords: 'e-mail preferences',
    permission: 'artifact:read',
  },
  {
    label: 'Set up a webhook',
    href: '/settings/webhooks',
    keywords: 'chat pager deliveries',
    permission: 'webhook:manage',
  },
  { label: 'Add a member', href: '/settings/members', keywords: 'invite person', permission: 'member:write' },
  { label: 'Create an API token', href: '/settings/tokens', keywords: 'key cli', permission: 'token:manage' },
  { label: 'Enrol an agent', href: '/settings/agents', keywords: 'host on premise', permission: 'agent:manage' },
  { label: 'Set a secret', href: '/settings/secrets', keywords: 'password credential', permission: 'secret:write' },
]

/** What the command palette offers to do: only what the actor may. */
export function actsFor(actor: Actor): Act[] {
  return acts.filter((act) => may(actor, act.permission)).map(({ permission: _permission, ...act }) => act)
}
