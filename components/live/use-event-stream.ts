'use client'

import { useEffect, useRef, useState } from 'react'

export type LogChunk = { seq: string; channel: string; attempt: number; at: string; text: string }

export type Followed<T> = {
  state: T
  log: LogChunk[]
  /** `live` while the stream is open, `retrying` while the browser reconnects, `ended` when all is told. */
  connection: 'live' | 'retrying' | 'ended'
}

/**
 * Follows `/events`-like streams of the API: the newest state, and the log as it grows. The browser reconnects by
 * itself and says where it was; nothing is told twice.
 */
export function useEventStream<T>(url: string, initial: T, active: boolean): Followed<T> {
  const [state, setState] = useState(initial)
  const [log, setLog] = useState<LogChunk[]>([])
  const [connection, setConnection] = useState<Followed<T>['connection']>('live')
  const last = useRef(0n)

  useEffect(() => {
    const source = new EventSource(url)
    source.onopen = () => setConnection('live')
    source.onerror = () => setConnection((before) => (before === 'ended' ? before : 'retrying'))
    source.addEventListener('state', (event) => setState(JSON.parse(event.data) as T))
    source.addEventListener('log', (event) => {
      const chunk = JSON.parse(event.data) as LogChunk
      if (BigInt(chunk.seq) <= last.current) return
      last.current = BigInt(chunk.seq)
      setLog((before) => [...before, chunk])
    })
    source.addEventListener('end', () => {
      setConnection('ended')
      source.close()
    })
    return () => source.close()
  }, [url])

  // A resumed deployment is rendered anew by the server while this component stays mounted.
  return { state: active ? state : initial, log, connection }
}
