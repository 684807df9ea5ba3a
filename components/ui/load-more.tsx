'use client'

import { useRouter, useSearchParams } from 'next/navigation'
import { useTransition } from 'react'
import { Button } from './button.tsx'

type Props = { next: string | undefined; param?: string; words?: { back: string; more: string } }
const byTime = { back: 'Back to the newest', more: 'Show older' }

/**
 * Keyset paging kept in the address: goes to the page after `next` (the cursor a query returned) or back to the start.
 * Renders nothing when there is one page only. `param` names the search parameter, `words` what the two buttons say of a
 * list that is not in the order of time.
 */
export function LoadMore({ next, param = 'cursor', words = byTime }: Props) {
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
      {paged ? <Button onClick={() => go()}>{words.back}</Button> : null}
      {next ? (
        <Button pending={pending} onClick={() => go(next)}>
          {words.more}
        </Button>
      ) : null}
    </nav>
  )
}
