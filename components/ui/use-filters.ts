'use client'

import { useRouter, useSearchParams } from 'next/navigation'
import { useTransition } from 'react'

/** The filters of a list as the address holds them, and a way to change some; paging then starts anew. */
export function useFilters() {
  const router = useRouter()
  const search = useSearchParams()
  const [pending, start] = useTransition()
  const set = (changes: Record<string, string | undefined>) => {
    const query = new URLSearchParams(search)
    for (const [name, value] of Object.entries(changes)) {
      if (value) query.set(name, value)
      else query.delete(name)
    }
    query.delete('cursor')
    start(() => router.replace(`?${query}`, { scroll: false }))
  }
  return { get: (name: string) => search.get(name) ?? '', set, pending }
}
