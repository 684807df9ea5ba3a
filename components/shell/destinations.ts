import type { Permission } from '#lib/auth/permissions.ts'

export type DestinationIcon =
  | 'overview'
  | 'manifests'
  | 'deployments'
  | 'promotions'
  | 'freezes'
  | 'catalog'
  | 'runs'
  | 'schedules'
  | 'dead-letters'
  | 'alerts'
  | 'logs'
  | 'health'
  | 'approvals'
  | 'exceptions'
  | 'policy'
  | 'cost'
  | 'artifacts'
  | 'findings'
  | 'evidence'
  | 'settings'

export type Destination = {
  label: string
  href: string
  icon: DestinationIcon
  permission: Permission
  /** Pressed after `g`. */
  key: string
  /** Other words people search for. */
  keywords?: string
}

/** Where the left rail leads, in its groups. */
export const destinations: readonly (readonly Destination[])[] = [
  [
    { label: 'Overview', href: '/', icon: 'overview', permission: 'deployment:read', key: 'h', keywords: 'home' },
    { label: 'Manifests', href: '/manifests', icon: 'manifests', permission: 'manifest:read', key: 'm' },
    { label: 'Deployments', href: '/deployments', icon: 'deployments', permission: 'deployment:read', key: 'd' },
    {
      label: 'Promotions',
      href: '/promotions',
      icon: 'promotions',
      permission: 'runner:read',
      key: 'b',
      keywords: 'board promote rollback hold environments',
    },
    { label: 'Catalog', href: '/catalog', icon: 'catalog', permission: 'runner:read', key: 'c', keywords: 'runners' },
  ],
  [
    { label: 'Runs', href: '/runs', icon: 'runs', permission: 'run:read', key: 'r', keywords: 'jobs invocations' },
    {
      label: 'Schedules',
      href: '/schedules',
      icon: 'schedules',
      permission: 'runner:read',
      key: 't',
      keywords: 'cron triggers calendar topics files pause resume',
    },
    {
      label: 'Dead letters',
      href: '/dead-letters',
      icon: 'dead-letters',
      permission: 'run:read',
      key: 'q',
      keywords: 'failures replay ledger waive',
    },
    {
      label: 'Logs',
      href: '/logs',
      icon: 'logs',
      permission: 'run:read',
      key: 'n',
      keywords: 'search lines output token correlation',
    },
    {
      label: 'Alerts',
      href: '/alerts',
      icon: 'alerts',
      permission: 'run:read',
      key: 'l',
      keywords: 'rules silence error rate retry storm idle',
    },
    {
      label: 'Health',
      href: '/health',
      icon: 'health',
      permission: 'run:read',
      key: 'o',
      keywords: 'operate status workers queue lag',
    },
  ],
  [
    { label: 'Approvals', href: '/approvals', icon: 'approvals', permission: 'approval:read', key: 'a' },
    {
      label: 'Exceptions',
      href: '/exceptions',
      icon: 'exceptions',
      permission: 'policy:read',
      key: 'x',
      keywords: 'waiver break-glass emergency',
    },
    {
      label: 'Freezes',
      href: '/freezes',
      icon: 'freezes',
      permission: 'environment:read',
      key: 'z',
      keywords: 'freeze window change calendar',
    },
    { label: 'Policy', href: '/policy', icon: 'policy', permission: 'policy:read', key: 'p', keywords: 'matrix quota' },
    {
      label: 'Cost',
      href: '/cost',
      icon: 'cost',
      permission: 'cost:read',
      key: '$',
      keywords: 'usage quotas budgets hours prices estimates sizes',
    },
  ],
  [
    {
      label: 'Artifacts',
      href: '/artifacts',
      icon: 'artifacts',
      permission: 'artifact:read',
      key: 'f',
      keywords: 'sbom',
    },
    {
      label: 'Findings',
      href: '/findings',
      icon: 'findings',
      permission: 'artifact:read',
      key: 'v',
      keywords: 'vulnerabilities licences secrets triage waivers',
    },
    {
      label: 'Evidence',
      href: '/evidence',
      icon: 'evidence',
      permission: 'evidence:read',
      key: 'e',
      keywords: 'audit',
    },
  ],
  [
    {
      label: 'Settings',
      href: '/settings/members',
      icon: 'settings',
      permission: 'member:read',
      key: 's',
      keywords: 'members tokens secrets environments',
    },
  ],
]

/** Whether `path` is on or below what a rail entry leads to. */
export function leadsTo(destination: Pick<Destination, 'href' | 'icon'>, path: string): boolean {
  if (destination.href === '/') return path === '/'
  const root = destination.icon === 'settings' ? '/settings' : destination.href
  return path === root || path.startsWith(`${root}/`)
}
