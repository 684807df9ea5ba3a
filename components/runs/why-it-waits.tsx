'use client'

import { useEffect, useState } from 'react'
import { Notice } from '#components/ui/notice.tsx'

const ASK_EVERY_MS = 3000

/** Why a run waits, asked again while it does; nothing once it does not. */
export function WhyItWaits({ id, initial }: { id: string; initial: readonly string[] }) {
  const [why, setWhy] = useState(initial)
  const waits = why.length > 0
  useEffect(() => {
    if (!waits) return
    const timer = setInterval(async () => {
      const answer = await fetch(`/api/v1/runs/${id}/wait`).catch(() => undefined)
      // The portal away for a moment: what it said last is shown until it answers.
      if (answer?.ok) setWhy(((await answer.json()) as { why: string[] }).why)
    }, ASK_EVERY_MS)
    return () => clearInterval(timer)
  }, [id, waits])
  if (!waits) return null
  return (
    <Notice title="Why it waits" className="mb-4">
      {why.map((sentence) => (
        <p key={sentence}>{sentence}</p>
      ))}
    </Notice>
  )
}
