import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { EvidenceProof } from '#components/evidence/evidence-proof.tsx'
import { EvidenceStory } from '#components/evidence/evidence-story.tsx'
import { PageHeader } from '#components/ui/page-header.tsx'
import { Section } from '#components/ui/section.tsx'
import { pageActor } from '#lib/auth/page-actor.ts'
import { BareCountError } from '#lib/errors.ts'
import { getEvidence } from '#lib/evidence/queries.ts'

export const metadata: Metadata = { title: 'Evidence' }

type Props = { params: Promise<{ evidenceId: string }> }

export default async function EvidenceEntryPage({ params }: Props) {
  const actor = await pageActor('evidence:read')
  const { evidenceId } = await params
  const entry = await getEvidence(actor, evidenceId).catch((error: unknown) => {
    if (error instanceof BareCountError && error.code === 'not_found') notFound()
    throw error
  })
  return (
    <>
      <PageHeader title={entry.sentence} crumbs={[{ label: 'Evidence', href: '/evidence' }]} />
      <div className="grid gap-8 xl:grid-cols-[minmax(0,1fr)_24rem]">
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
