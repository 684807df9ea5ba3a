'use client'

import { useRouter } from 'next/navigation'
import { useState, useTransition } from 'react'
import type { Refusal } from '#components/ui/error-notice.tsx'
import type { Answer } from '#components/ui/use-act.ts'
import type { ParsedManifest } from '#lib/manifests/parse-manifest.ts'
import { sourceFolder } from '#lib/manifests/source-folder.ts'
import type { Autosave, DraftInput } from './use-autosave.ts'

export type SubmitDraft = (
  input: Omit<DraftInput, 'id'> & { draftId?: string },
) => Promise<Answer<{ manifestId: string; version: number }>>

type Parts = { content: Omit<DraftInput, 'id'>; parsed: ParsedManifest; autosave: Autosave; submit: SubmitDraft }

/** Submits the text, or says in full why it cannot be; then goes to the version it became. */
export function useSubmission({ content, parsed, autosave, submit }: Parts) {
  const router = useRouter()
  const [refusal, setRefusal] = useState<Refusal>()
  const [pending, start] = useTransition()
  const source = parsed.normalised && sourceFolder(parsed.normalised)
  const needsSource = source !== undefined && content.sourceDigest === undefined
  const run = () => {
    const problem = explain(parsed, needsSource ? source : undefined)
    setRefusal(problem)
    if (problem) return window.scrollTo({ top: 0 })
    start(async () => {
      const draftId = await autosave.stop()
      const answer = await submit({ ...content, ...(draftId && { draftId }) }).catch(() => unreachable)
      if (answer.ok) return router.push(`/manifests/${answer.value.manifestId}?submitted=${answer.value.version}`)
      autosave.resume()
      setRefusal(answer.problem)
      window.scrollTo({ top: 0 })
    })
  }
  return { submit: run, pending, refusal, needsSource }
}

function explain(parsed: ParsedManifest, missingSource: string | undefined): Refusal | undefined {
  const { faults } = parsed
  if (faults.length > 0) {
    const title = `Not submitted: the manifest has ${faults.length === 1 ? 'a fault' : `${faults.length} faults`}`
    return { title, faults: faults.slice(0, 10), remedy: 'Your text is kept as a draft.' }
  }
  if (missingSource === undefined) return undefined
  return {
    title: 'Not submitted: there is no source yet',
    detail: `The manifest runs code from ${missingSource}, and nothing has been uploaded.`,
    remedy: 'Upload the folder, a zip or a git bundle under “What it runs”.',
  }
}

const unreachable = {
  ok: false as const,
  problem: {
    title: 'The portal did not answer',
    detail: 'It is not known whether the version was made.',
    remedy: 'Submit again: the same manifest and source never make a second version.',
  },
}
