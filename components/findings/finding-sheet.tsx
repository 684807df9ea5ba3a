'use client'

import { useRouter, useSearchParams } from 'next/navigation'
import type { ReactNode } from 'react'
import { Sheet } from '#components/ui/sheet.tsx'

/** The panel beside the list, open while the address names a finding. */
export function FindingSheet({ title, children }: { title: string; children: ReactNode }) {
  const router = useRouter()
  const search = useSearchParams()
  const close = () => {
    const query = new URLSearchParams(search)
    query.delete('finding')
    router.replace(query.size ? `?${query}` : '?', { scroll: false })
  }
  return (
    <Sheet title={title} open={search.has('finding')} onOpenChange={(open) => !open && close()} wide>
      {children}
    </Sheet>
  )
}
