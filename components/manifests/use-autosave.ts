'use client'

import { useCallback, useEffect, useRef, useState } from 'react'
import { useSettled } from './use-settled.ts'

export type DraftInput = { id?: string; manifestId?: string; text: string; sourceDigest?: string }
export type SaveDraft = (
  input: DraftInput,
) => Promise<{ ok: true; value: { id: string } } | { ok: false; problem: { detail: string } }>

export type Autosave = {
  draftId: string | undefined
  state: 'unchanged' | 'saving' | 'saved' | 'failed'
  savedAt: Date | undefined
  /** No more saving: the draft was submitted or thrown away. */
  stop(): void
}

const PAUSE_MS = 1200

/** Keeps what is written as a draft, a moment after each pause. `initial` is what is already kept or submitted. */
export function useAutosave(
  content: Omit<DraftInput, 'id'>,
  initial: { draftId: string | undefined; text: string; sourceDigest: string | undefined },
  save: SaveDraft,
): Autosave {
  const [draftId, setDraftId] = useState(initial.draftId)
  const [state, setState] = useState<Autosave['state']>('unchanged')
  const [savedAt, setSavedAt] = useState<Date>()
  const stopped = useRef(false)
  const kept = useRef(keyOf(initial.text, initial.sourceDigest))
  const saving = useRef(Promise.resolve())
  const known = useRef(draftId)
  const settled = useSettled(keyOf(content.text, content.sourceDigest), PAUSE_MS)
  const newest = useRef(content)
  newest.current = content

  useEffect(() => {
    if (stopped.current || settled === kept.current) return
    // One after the other: two first saves at once would make two drafts.
    saving.current = saving.current.then(async () => {
      if (stopped.current) return
      setState('saving')
      const answer = await save({ ...newest.current, ...(known.current && { id: known.current }) }).catch(
        () => undefined,
      )
      if (!answer?.ok) return setState('failed')
      kept.current = settled
      known.current = answer.value.id
      setDraftId(answer.value.id)
      setSavedAt(new Date())
      setState('saved')
    })
  }, [settled, save])

  const stop = useCallback(() => {
    stopped.current = true
  }, [])
  return { draftId, state, savedAt, stop }
}

function keyOf(text: string, sourceDigest: string | undefined): string {
  return JSON.stringify([text, sourceDigest ?? null])
}
