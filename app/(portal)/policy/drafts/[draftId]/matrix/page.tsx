import type { Metadata } from 'next'
import { MatrixEditor } from '#components/policy/matrix-editor.tsx'
import { matrixOfDraft } from '#lib/policy/matrix/matrix-of-draft.ts'
import { DraftPage } from '../draft-page.tsx'
import { saveMatrixAction } from './actions.ts'

export const metadata: Metadata = { title: 'Matrix of a draft' }

export default function DraftMatrixPage({ params }: { params: Promise<{ draftId: string }> }) {
  return (
    <DraftPage params={params}>
      {async ({ id }, actor) => <MatrixEditor draft={await matrixOfDraft(actor, id)} save={saveMatrixAction} />}
    </DraftPage>
  )
}
