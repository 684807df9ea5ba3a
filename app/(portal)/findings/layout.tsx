import type { ReactNode } from 'react'
import { TabLinks } from '#components/ui/tab-links.tsx'

const links = [
  { href: '/findings', label: 'Findings' },
  { href: '/findings/components', label: 'What contains it' },
  { href: '/findings/waivers', label: 'Licence waivers' },
]

export default function FindingsLayout({ children }: { children: ReactNode }) {
  return (
    <>
      <TabLinks label="Findings" links={links} />
      {children}
    </>
  )
}
