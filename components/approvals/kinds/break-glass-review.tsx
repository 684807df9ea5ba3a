import { GlassUses, type UseOfGlass } from '#components/break-glass/glass-uses.tsx'
import { DescriptionList } from '#components/ui/description-list.tsx'
import { RelativeTime } from '#components/ui/relative-time.tsx'
import { Section } from '#components/ui/section.tsx'

export type GlassUnderReview = {
  reason: string
  openedByLabel: string
  openedAt: Date
  until: Date
  uses: readonly UseOfGlass[]
}

/** What a reviewer looks at: why the glass was broken, and what went past which rules. */
export function BreakGlassReview({ glass }: { glass: GlassUnderReview }) {
  return (
    <>
      <Section title="Why the glass was broken">
        <DescriptionList
          items={[
            { term: 'Reason', value: <span className="prose-width block break-words">{glass.reason}</span> },
            { term: 'Opened by', value: glass.openedByLabel },
            { term: 'Opened', value: <RelativeTime at={glass.openedAt} /> },
            { term: 'Until', value: <RelativeTime at={glass.until} /> },
          ]}
        />
      </Section>
      <Section title="What passed by it">
        <GlassUses uses={glass.uses} />
      </Section>
    </>
  )
}
