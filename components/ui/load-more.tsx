'use client'

import { useRouter, useSearchParams } from 'next/navigation'
import { useTransition } from 'react'
import { Button } from './button.tsx'

/**
 * Keyset paging kept in the address: goes to the page after `next` (the cursor a query returned) or back to the start.
 * Renders nothing when there is one page only. `param` names the search parameter.
 */
export function LoadMore({ next, param = 'cursor' }: { next: string | undefined; param?: string }) {
  const router = useRouter()
  const search = useSearchParams()
  const [pending, start] = useTransition()
  const paged = search.has(param)
  if (!next && !paged) return null
  const go = (cursor?: string) => {
    const query = new URLSearchParams(search)
    if (cursor) query.set(param, cursor)
    else query.delete(param)
    start(() => router.push(`?${query}`))
  }
  return (
    <nav aria-label="Pages" className="flex justify-center gap-2 py-4">
      {paged ? <Button onClick={() => go()}>Back to the newest</Button> : null}
      {next ? (
        <Button pending={pending} onClick={() => go(next)}>
          Show older
        </Button>
      ) : null}
    </nav>
  )
}
