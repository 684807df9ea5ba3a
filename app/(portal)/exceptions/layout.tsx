import type { ReactNode } from 'react'
import { TabLinks } from '#components/ui/tab-links.tsx'

const links = [
  { href: '/exceptions', label: 'Exceptions' },
  { href: '/exceptions/break-glass', label: 'Break-glass' },
]

export default function ExceptionsLayout({ children }: { children: ReactNode }) {
  return (
    <>
      <TabLinks label="Exceptions" links={links} />
      {children}
    </>
  )
}
