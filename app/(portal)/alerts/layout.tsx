import type { ReactNode } from 'react'
import { TabLinks } from '#components/ui/tab-links.tsx'

const links = [
  { href: '/alerts', label: 'Alerts' },
  { href: '/alerts/rules', label: 'Rules' },
  { href: '/alerts/silences', label: 'Silences' },
]

export default function AlertsLayout({ children }: { children: ReactNode }) {
  return (
    <>
      <TabLinks label="Alerts" links={links} />
      {children}
    </>
  )
}
