import type { Metadata } from 'next'
import { EvidenceProof } from '#components/evidence/evidence-proof.tsx'
import { EvidenceStory } from '#components/evidence/evidence-story.tsx'
import { PageHeader } from '#components/ui/page-header.tsx'
import { Section } from '#components/ui/section.tsx'
import { pageActor } from '#lib/auth/page-actor.ts'
import { getEvidence } from '#lib/evidence/queries.ts'
import { orNotFound } from '#lib/http/or-not-found.ts'

export const metadata: Metadata = { title: 'Evidence' }

type Props = { params: Promise<{ evidenceId: string }> }

export default async function EvidenceEntryPage({ params }: Props) {
  const actor = await pageActor('evidence:read')
  const { evidenceId } = await params
  const entry = await orNotFound(getEvidence(actor, evidenceId))
  return (
    <>
      <PageHeader title={entry.sentence} crumbs={[{ label: 'Evidence', href: '/evidence' }]} />
      <div className="grid grid-cols-[minmax(0,1fr)] gap-8 xl:grid-cols-[minmax(0,1fr)_24rem]">
        <div className="min-w-0">
          <EvidenceStory story={entry} />
        </div>
        <Section title="Its proof">
          <EvidenceProof id={entry.id} proof={entry.proof} />
        </Section>
      </div>
    </>
  )
}
