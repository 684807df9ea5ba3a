import type { ReactNode } from 'react'
import { DraftHeader } from '#components/policy/draft-header.tsx'
import type { Actor } from '#lib/auth/actor.ts'
import { pageActor } from '#lib/auth/page-actor.ts'
import { orNotFound } from '#lib/http/or-not-found.ts'
import { type DraftView, getDraft } from '#lib/policy/registry/queries.ts'
import { activateDraftAction, discardDraftAction, rebaseDraftAction, submitDraftAction } from '../actions.ts'

const acts = {
  submit: submitDraftAction,
  activate: activateDraftAction,
  rebase: rebaseDraftAction,
  discard: discardDraftAction,
}

/** A page of a draft: its head, and below it the part that `children` makes of it. */
export async function DraftPage({
  params,
  children,
}: {
  params: Promise<{ draftId: string }>
  children: (draft: DraftView, actor: Actor) => ReactNode | Promise<ReactNode>
}) {
  const actor = await pageActor('policy:read')
  const draft = await orNotFound(getDraft(actor, (await params).draftId))
  const head = {
    ...draft,
    errors: draft.faults.filter(({ severity }) => severity === 'error').length,
    failing: draft.testRun?.results.filter(({ passed }) => !passed).length ?? 0,
  }
  return (
    <>
      <DraftHeader draft={head} acts={acts} />
      {await children(draft, actor)}
    </>
  )
}
