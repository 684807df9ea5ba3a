import type { ReactNode } from 'react'
import { TabLinks } from '#components/ui/tab-links.tsx'

const links = [
  { href: '/schedules', label: 'Calendar' },
  { href: '/schedules/triggers', label: 'Triggers' },
  { href: '/schedules/calendars', label: 'Excluded days' },
  { href: '/schedules/pauses', label: 'Pauses' },
]

export default function SchedulesLayout({ children }: { children: ReactNode }) {
  return (
    <>
      <TabLinks label="Schedules" links={links} />
      {children}
    </>
  )
}
