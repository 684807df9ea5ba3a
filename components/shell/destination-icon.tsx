import {
  Activity,
  Boxes,
  CalendarClock,
  FileCode2,
  Fingerprint,
  Handshake,
  House,
  type LucideIcon,
  MailX,
  Package,
  Play,
  Rocket,
  Scale,
  ScrollText,
  Settings,
  ShieldAlert,
  Siren,
  Snowflake,
  Stamp,
  WalletMinimal,
  Waypoints,
} from 'lucide-react'
import type { DestinationIcon as Name } from './destinations.ts'

const icons: Record<Name, LucideIcon> = {
  overview: House,
  manifests: FileCode2,
  deployments: Rocket,
  promotions: Waypoints,
  freezes: Snowflake,
  catalog: Boxes,
  runs: Play,
  schedules: CalendarClock,
  'dead-letters': MailX,
  logs: ScrollText,
  alerts: Siren,
  health: Activity,
  approvals: Stamp,
  exceptions: Handshake,
  policy: Scale,
  cost: WalletMinimal,
  artifacts: Package,
  findings: ShieldAlert,
  evidence: Fingerprint,
  settings: Settings,
}

/** The drawing of a place in the portal. */
export function DestinationIcon({ name }: { name: Name }) {
  const Icon = icons[name]
  return <Icon aria-hidden className="size-4 shrink-0" />
}
