'use client'

import { useRouter, useSearchParams } from 'next/navigation'
import type { ReactNode } from 'react'
import { Sheet } from '#components/ui/sheet.tsx'

/** The panel beside the log, open while the address names a delivery. */
export function DeliverySheet({ title, children }: { title: string; children: ReactNode }) {
  const router = useRouter()
  const search = useSearchParams()
  const close = () => {
    const query = new URLSearchParams(search)
    query.delete('delivery')
    router.replace(query.size ? `?${query}` : '?', { scroll: false })
  }
  return (
    <Sheet title={title} open={search.has('delivery')} onOpenChange={(open) => !open && close()} wide>
      {children}
    </Sheet>
  )
}
