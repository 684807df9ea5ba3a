'use client'

import { useRouter } from 'next/navigation'
import { useState, useTransition } from 'react'
import type { Refusal } from './error-notice.tsx'

/** What a server action answers: its value, or the refusal in words. */
export type Answer<T> = { ok: true; value: T } | { ok: false; problem: Refusal }

/**
 * Runs a server action from a button or form: `pending` while it runs, `refusal` when it was refused; the page is
 * read anew after it was done, then `onDone` is called with its value.
 */
export function useAct<I, T>(act: (input: I) => Promise<Answer<T>>, onDone?: (value: T) => void) {
  const router = useRouter()
  const [refusal, setRefusal] = useState<Refusal>()
  const [pending, start] = useTransition()
  const run = (input: I) =>
    start(async () => {
      const answer = await act(input).catch(() => unreachable)
      // The refresh belongs to the same transition, so the button stays busy until the new page is there.
      start(() => {
        setRefusal(answer.ok ? undefined : answer.problem)
        if (!answer.ok) return
        router.refresh()
        onDone?.(answer.value)
      })
    })
  return { run, pending, refusal, clear: () => setRefusal(undefined) }
}

const unreachable = {
  ok: false as const,
  problem: {
    title: 'The portal did not answer',
    detail: 'It may be starting again, or the network is down.',
    remedy: 'Your input is kept. Try again in a moment.',
    code: 'unavailable',
  },
}
