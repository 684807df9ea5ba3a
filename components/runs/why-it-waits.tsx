'use client'

import { useEffect, useState } from 'react'
import { Notice } from '#components/ui/notice.tsx'

const ASK_EVERY_MS = 3000

/** Why a run waits, asked again and again; draw it only while it does. `initial`: as the page was drawn with. */
export function WhyItWaits({ id, initial }: { id: string; initial: readonly string[] }) {
  const [why, setWhy] = useState(initial)
  useEffect(() => {
    const ask = async () => {
      const answer = await fetch(`/api/v1/runs/${id}/wait`).catch(() => undefined)
      // The portal away for a moment: what it said last is shown until it answers.
      if (answer?.ok) setWhy(((await answer.json()) as { why: string[] }).why)
    }
    if (!initial.length) void ask()
    const timer = setInterval(() => void ask(), ASK_EVERY_MS)
    return () => clearInterval(timer)
  }, [id, initial.length])
  if (!why.length) return null
  return (
    <Notice title="Why it waits" className="mb-4">
      {why.map((sentence) => (
        <p key={sentence}>{sentence}</p>
      ))}
    </Notice>
  )
}
