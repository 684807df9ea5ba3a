import type { Metadata } from 'next'
import { TestBench } from '#components/policy/test-bench.tsx'
import { removeTestAction, testDraftAction } from '../../actions.ts'
import { DraftPage } from '../draft-page.tsx'

export const metadata: Metadata = { title: 'Tests of a policy draft' }

export default function DraftTestsPage({ params }: { params: Promise<{ draftId: string }> }) {
  return (
    <DraftPage params={params}>
      {(draft) => (
        <TestBench
          draft={draft}
          tests={draft.tests}
          run={draft.testRun}
          test={testDraftAction}
          remove={removeTestAction}
        />
      )}
    </DraftPage>
  )
}
