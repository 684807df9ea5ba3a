'use client'

import { useEffect, useState } from 'react'

/**
 * How many notifications are unread, as it changes. The stream is open only while the page is seen: browsers allow six
 * connections to a place, and people keep more tabs than that.
 */
export function useUnread(initial: number): number {
  const [unread, setUnread] = useState(initial)
  useEffect(() => setUnread(initial), [initial])
  useEffect(() => {
    let source: EventSource | undefined
    const follow = () => {
      if (document.hidden) {
        source?.close()
        source = undefined
        return
      }
      if (source) return
      source = new EventSource('/api/v1/notifications/events')
      source.addEventListener('unread', (event) => setUnread((JSON.parse(event.data) as { unread: number }).unread))
    }
    follow()
    document.addEventListener('visibilitychange', follow)
    return () => {
      document.removeEventListener('visibilitychange', follow)
      source?.close()
    }
  }, [])
  return unread
}
