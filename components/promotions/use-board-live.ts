'use client'

import { useRouter } from 'next/navigation'
import { startTransition, useEffect } from 'react'

/** Reads the page anew whenever the server says that the board changed. */
export function useBoardLive(): void {
  const router = useRouter()
  useEffect(() => {
    const source = new EventSource('/api/v1/promotions/events')
    let heard = 0
    source.addEventListener('changed', () => {
      // The first word of each connection is what was just rendered, or what was missed while it was away.
      heard++
      if (heard > 1) startTransition(() => router.refresh())
    })
    return () => source.close()
  }, [router])
}
