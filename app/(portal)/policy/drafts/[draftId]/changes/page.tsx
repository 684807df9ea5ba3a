import type { Metadata } from 'next'
import { VersionDiff } from '#components/policy/version-diff.tsx'
import { DraftPage } from '../draft-page.tsx'

export const metadata: Metadata = { title: 'Changes of a policy draft' }

export default function DraftChangesPage({ params }: { params: Promise<{ draftId: string }> }) {
  return (
    <DraftPage params={params}>
      {({ diff, base, policies, activeVersion, revision }) => (
        <VersionDiff
          diff={diff}
          before={base}
          after={policies}
          titles={{
            left: activeVersion === null ? 'Before there was a version' : `Version ${activeVersion}, active`,
            right: `The draft, revision ${revision}`,
          }}
        />
      )}
    </DraftPage>
  )
}
