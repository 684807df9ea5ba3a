'use client'

import { useCallback, useEffect, useRef, useState } from 'react'
import { useSettled } from '#components/ui/use-settled.ts'

export type DraftInput = { id?: string; manifestId?: string; text: string; sourceDigest?: string }
export type SaveDraft = (
  input: DraftInput,
) => Promise<{ ok: true; value: { id: string } } | { ok: false; problem: { detail: string } }>

export type Autosave = {
  draftId: string | undefined
  state: 'unchanged' | 'saving' | 'saved' | 'failed'
  savedAt: Date | undefined
  /** Stops saving, once what is under way is done, for a draft that is submitted or thrown away. Answers its id. */
  stop(): Promise<string | undefined>
  /** Goes on after all: the submission was refused. */
  resume(): void
}

const PAUSE_MS = 1200

/** Keeps what is written as a draft, a moment after each pause. `initial` is what is already kept or submitted. */
export function useAutosave(
  content: Omit<DraftInput, 'id'>,
  initial: { draftId: string | undefined; text: string; sourceDigest: string | undefined },
  save: SaveDraft,
): Autosave {
  const [draftId, setDraftId] = useState(initial.draftId)
  const [failed, setFailed] = useState(false)
  const [kept, setKept] = useState(() => keyOf(initial.text, initial.sourceDigest))
  const [savedAt, setSavedAt] = useState<Date>()
  const stopped = useRef(false)
  const saving = useRef(Promise.resolve())
  const known = useRef(draftId)
  const current = keyOf(content.text, content.sourceDigest)
  const settled = useSettled(current, PAUSE_MS)
  const newest = useRef({ content, kept })
  newest.current = { content, kept }

  useEffect(() => {
    if (settled === newest.current.kept) return
    // One after the other: two first saves at once would make two drafts.
    saving.current = saving.current.then(async () => {
      if (stopped.current) return
      const { text, sourceDigest, manifestId } = newest.current.content
      const draft = { text, ...(manifestId && { manifestId }), ...(sourceDigest && { sourceDigest }) }
      const answer = await save({ ...draft, ...(known.current && { id: known.current }) }).catch(() => undefined)
      setFailed(!answer?.ok)
      if (!answer?.ok) return
      known.current = answer.value.id
      setKept(keyOf(text, sourceDigest))
      setDraftId(answer.value.id)
      setSavedAt(new Date())
    })
  }, [settled, save])

  const state = current !== kept ? (failed ? 'failed' : 'saving') : savedAt ? 'saved' : 'unchanged'
  const stop = useCallback(async () => {
    stopped.current = true
    await saving.current
    return known.current
  }, [])
  const resume = useCallback(() => {
    stopped.current = false
  }, [])
  return { draftId, state, savedAt, stop, resume }
}

function keyOf(text: string, sourceDigest: string | undefined): string {
  return JSON.stringify([text, sourceDigest ?? null])
}
