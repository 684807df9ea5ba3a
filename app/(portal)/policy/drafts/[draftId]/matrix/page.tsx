import type { Metadata } from 'next'
import { MatrixEditor } from '#components/policy/matrix-editor.tsx'
import { PageHeader } from '#components/ui/page-header.tsx'
import { pageActor } from '#lib/auth/page-actor.ts'
import { orNotFound } from '#lib/http/or-not-found.ts'
import { matrixOfDraft } from '#lib/policy/matrix/matrix-of-draft.ts'
import { saveMatrixAction } from './actions.ts'

export const metadata: Metadata = { title: 'Matrix of a draft' }

type Props = { params: Promise<{ draftId: string }> }

export default async function DraftMatrixPage({ params }: Props) {
  const actor = await pageActor('policy:read')
  const { draftId } = await params
  const draft = await orNotFound(matrixOfDraft(actor, draftId))
  return (
    <>
      <PageHeader
        title={`Matrix and quotas: ${draft.title}`}
        description={`A draft of ${words[draft.scope](draft.owner)}. Nothing here counts before the draft is activated.`}
        crumbs={[{ label: 'Policy', href: '/policy' }]}
      />
      <MatrixEditor draft={draft} save={saveMatrixAction} />
    </>
  )
}

const words = {
  platform: () => 'the platform, for every tenant',
  tenant: (name: string) => `the matrix of ${name}`,
  contract: (name: string) => `the contract of ${name}`,
}
