'use client'

import { useEffect, useRef } from 'react'

/** `x` selects the row whose link has the focus. Give the box around the rows the ref; a row carries its id in `data-id`. */
export function useSelectKey(toggle: (id: string) => void) {
  const box = useRef<HTMLDivElement>(null)
  const latest = useRef(toggle)
  latest.current = toggle
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (event.key !== 'x' || event.metaKey || event.ctrlKey || event.altKey) return
      if (!(event.target instanceof HTMLElement) || !event.target.matches('a[data-row]')) return
      const row = event.target.closest<HTMLElement>('[data-id]')
      if (row?.dataset.id && box.current?.contains(row)) latest.current(row.dataset.id)
    }
    document.addEventListener('keydown', press)
    return () => document.removeEventListener('keydown', press)
  }, [])
  return box
}
