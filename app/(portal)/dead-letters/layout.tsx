import type { ReactNode } from 'react'
import { TabLinks } from '#components/ui/tab-links.tsx'

const links = [
  { href: '/dead-letters', label: 'Dead letters' },
  { href: '/dead-letters/replays', label: 'Replays' },
]

export default function DeadLettersLayout({ children }: { children: ReactNode }) {
  return (
    <>
      <TabLinks label="Dead letters" links={links} />
      {children}
    </>
  )
}
