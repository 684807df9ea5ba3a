import type { Metadata } from 'next'
import { RuleEditor } from '#components/policy/rule-editor.tsx'
import { lintRuleAction, rereadDraftAction, saveDraftAction } from '../actions.ts'
import { DraftPage } from './draft-page.tsx'

export const metadata: Metadata = { title: 'Policy draft' }

export default function DraftRulesPage({ params }: { params: Promise<{ draftId: string }> }) {
  return (
    <DraftPage params={params}>
      {(draft) => <RuleEditor draft={draft} save={saveDraftAction} reread={rereadDraftAction} lint={lintRuleAction} />}
    </DraftPage>
  )
}
