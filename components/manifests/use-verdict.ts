'use client'

import { useEffect, useState } from 'react'
import type { Refusal } from '#components/ui/error-notice.tsx'
import type { Answer } from '#components/ui/use-act.ts'
import { useSettled } from '#components/ui/use-settled.ts'
import type { CostAssumptions } from '#lib/cost/schema.ts'
import type { DraftVerdict } from '#lib/manifests/validate-draft.schema.ts'

export type ValidateDraft = (input: {
  text: string
  environment?: string
  assumptions: CostAssumptions
}) => Promise<Answer<DraftVerdict>>

export type Verdict = {
  /** The newest answer; it stays in sight while the next one is on its way. */
  answer: DraftVerdict | undefined
  refusal: Refusal | undefined
  /** Whether the answer is about an older text. */
  stale: boolean
}

/** Short enough to feel live, long enough that a word is asked about once. */
const PAUSE_MS = 150

/** Policy, cost and what happens next for the text as it is being written: one question for each pause in typing. */
export function useVerdict(
  { text, environment, assumptions }: { text: string; environment: string | undefined; assumptions: CostAssumptions },
  validate: ValidateDraft,
): Verdict {
  const key = JSON.stringify({ text, ...(environment && { environment }), assumptions })
  const settled = useSettled(key, PAUSE_MS)
  const [answered, setAnswered] = useState<{ key: string; answer?: DraftVerdict; refusal?: Refusal }>()
  useEffect(() => {
    let overtaken = false
    validate(JSON.parse(settled) as Parameters<ValidateDraft>[0])
      .catch(() => ({ ok: false as const, problem: unreachable }))
      .then((result) => {
        if (overtaken) return
        setAnswered((before) => {
          const kept = before?.answer && { answer: before.answer }
          if (!result.ok) return { key: settled, refusal: result.problem, ...kept }
          // Faults are known here already; what was said of the last good text stays in sight meanwhile.
          return result.value.faults.length > 0 ? { key: settled, ...kept } : { key: settled, answer: result.value }
        })
      })
    return () => {
      overtaken = true
    }
  }, [settled, validate])
  return { answer: answered?.answer, refusal: answered?.refusal, stale: answered?.key !== key }
}

const unreachable: Refusal = {
  title: 'The portal did not answer',
  detail: 'Policy and cost are not known for this text.',
  remedy: 'Your text is kept here. Type on, or try again in a moment.',
}
