'use client'

import { useEffect, useRef } from 'react'

const typing = 'input:not([type="checkbox"]), textarea, select, [contenteditable], [role="dialog"], [role="menu"]'

type Keys = {
  ids: readonly string[]
  current: string | undefined
  /** Shows a request on the right. */
  open(id: string): void
  /** Goes to a request's own page. */
  page(id: string): void
  select(id: string): void
  snooze(id: string): void
  decide(act: 'approve' | 'reject'): void
}

/**
 * j and k walk the inbox, Enter opens what is shown on its own page, x selects, e puts off, a and r lead to the
 * decision: they never decide by themselves, since a key is easily hit.
 */
export function useInboxKeys(keys: Keys): void {
  const held = useRef(keys)
  held.current = keys
  useEffect(() => {
    let afterG = false
    const press = (event: KeyboardEvent) => {
      if (event.metaKey || event.ctrlKey || event.altKey) return
      if (event.target instanceof Element && event.target.closest(typing)) return
      // g and a letter goes elsewhere (components/shell/go-anywhere.tsx).
      const elsewhere = afterG
      afterG = event.key === 'g'
      if (elsewhere) return
      const { ids, current, ...act } = held.current
      const at = current === undefined ? -1 : ids.indexOf(current)
      const here = ids[at]
      const step = event.key === 'j' ? 1 : event.key === 'k' ? -1 : 0
      const to = step ? ids[at < 0 ? 0 : at + step] : undefined
      if (to) act.open(to)
      else if (!here) return
      else if (event.key === 'x') act.select(here)
      else if (event.key === 'e') act.snooze(here)
      else if (event.key === 'a') act.decide('approve')
      else if (event.key === 'r') act.decide('reject')
      else if (event.key === 'Enter' && onNothing(event.target)) act.page(here)
      else return
      event.preventDefault()
    }
    document.addEventListener('keydown', press)
    return () => document.removeEventListener('keydown', press)
  }, [])
}

/** Enter on a button or another link is theirs. */
function onNothing(target: EventTarget | null): boolean {
  return !(target instanceof Element) || !target.closest('a:not([data-row]), button, summary')
}
