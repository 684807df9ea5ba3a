import type { ReactNode } from 'react'
import { CodeBlock } from '#components/ui/code-block.tsx'
import { DescriptionList } from '#components/ui/description-list.tsx'
import { Digest } from '#components/ui/digest.tsx'
import { RelativeTime } from '#components/ui/relative-time.tsx'
import { Section } from '#components/ui/section.tsx'
import { Status } from '#components/ui/status.tsx'
import type { EvidencePredicate } from '#lib/evidence/schema.ts'
import { EvidenceTable, type EvidenceTableRow } from './evidence-table.tsx'
import { SubjectChips, type Subjects } from './subject-chips.tsx'

export type Story = Subjects & {
  id: string
  at: Date
  kind: string
  result: string
  predicate: EvidencePredicate
  statement: object
  causes: EvidenceTableRow[]
  consequences: EvidenceTableRow[]
}

/** One entry, told: what led to it, what it says, what came of it, and the statement as it was signed. */
export function EvidenceStory({ story }: { story: Story }) {
  const { predicate } = story
  const facts = Object.entries(predicate.facts).map(([name, value]) => ({ term: spaced(name), value: factOf(value) }))
  const about = [
    { term: 'Result', value: <Status status={story.result} /> },
    { term: 'When', value: <RelativeTime at={story.at} /> },
    {
      term: 'Who',
      value: `${predicate.actor.label}${predicate.actor.kind === 'user' ? '' : ` (${predicate.actor.kind})`}`,
    },
    { term: 'About', value: <SubjectChips subjects={story} /> },
    { term: 'Kind', value: <code>{story.kind}</code> },
    { term: 'Id', value: <Digest digest={story.id} /> },
  ]
  return (
    <>
      {story.causes.length ? (
        <Section title="Before this">
          <EvidenceTable label="Before this" rows={story.causes} />
        </Section>
      ) : null}
      <Section title="What it says">
        <div className="grid gap-6 md:grid-cols-2">
          <DescriptionList items={about} />
          <DescriptionList items={facts} />
        </div>
      </Section>
      {story.consequences.length ? (
        <Section title="After this">
          <EvidenceTable label="After this" rows={story.consequences} />
        </Section>
      ) : null}
      <Section title="The statement as it was signed">
        <CodeBlock label="the statement" code={JSON.stringify(story.statement, null, 2)} />
      </Section>
    </>
  )
}

/** `artifactDigest` → "Artifact digest". */
function spaced(name: string): string {
  const words = name.replace(/([a-z])([A-Z])/g, '$1 $2').toLowerCase()
  return words.charAt(0).toUpperCase() + words.slice(1)
}

function factOf(value: unknown): ReactNode {
  if (typeof value === 'string' && /^(sha256:)?[0-9a-f]{64}$/.test(value)) return <Digest digest={value} />
  if (typeof value === 'boolean') return value ? 'yes' : 'no'
  if (Array.isArray(value) && value.every((item) => typeof item === 'string')) return value.join(', ') || 'none'
  if (typeof value === 'object' && value !== null) {
    return <pre className="whitespace-pre-wrap font-mono text-sm">{JSON.stringify(value, null, 1)}</pre>
  }
  return String(value)
}
