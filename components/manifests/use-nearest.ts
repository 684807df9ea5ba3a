'use client'

import { useEffect, useState } from 'react'
import type { Answer } from '#components/ui/use-act.ts'
import { useSettled } from '#components/ui/use-settled.ts'
import type { CostAssumptions } from '#lib/cost/schema.ts'
import type { Nearest } from '#lib/policy/nearest-compliant.schema.ts'

export type SuggestCompliant = (input: {
  text: string
  environment?: string
  assumptions: CostAssumptions
}) => Promise<Answer<{ nearest: Nearest | null }>>

/** The search asks many questions, so it waits until nobody types any more. */
const PAUSE_MS = 500

export type NearestState = { looking: boolean; nearest: Nearest | undefined }

/** The smallest changes with which a denied text would pass; asked once the text is at rest. */
export function useNearest(
  asked: { text: string; environment?: string | undefined; assumptions: CostAssumptions },
  denied: boolean,
  suggest: SuggestCompliant,
): NearestState {
  const { text, environment, assumptions } = asked
  const key = JSON.stringify({ text, ...(environment && { environment }), assumptions })
  const settled = useSettled(key, PAUSE_MS)
  const [answered, setAnswered] = useState<{ key: string; nearest: Nearest | undefined }>()
  const wanted = denied && settled === key ? key : undefined
  useEffect(() => {
    if (!wanted) return
    let overtaken = false
    suggest(JSON.parse(wanted) as Parameters<SuggestCompliant>[0])
      .catch(() => undefined)
      .then((answer) => {
        if (!overtaken)
          setAnswered({ key: wanted, nearest: answer?.ok ? (answer.value.nearest ?? undefined) : undefined })
      })
    return () => {
      overtaken = true
    }
  }, [wanted, suggest])
  const known = answered?.key === key
  return { looking: denied && !known, nearest: known ? answered.nearest : undefined }
}
