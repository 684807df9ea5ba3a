import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { SideBySide } from '#components/manifests/side-by-side.tsx'
import { CellComparison } from '#components/promotions/cell-comparison.tsx'
import { ButtonLink } from '#components/ui/button.tsx'
import { PageHeader } from '#components/ui/page-header.tsx'
import { Section } from '#components/ui/section.tsx'
import { pageActor } from '#lib/auth/page-actor.ts'
import { orNotFound } from '#lib/http/or-not-found.ts'
import { readSearch } from '#lib/http/search-params.ts'
import { diffText } from '#lib/manifests/diff-manifests.ts'
import { compareCells } from '#lib/promotions/compare-cells.ts'
import { cellsToCompare } from '#lib/promotions/schema.ts'

export const metadata: Metadata = { title: 'Compare' }

type Props = { searchParams: Promise<Record<string, string>> }

export default async function ComparePage({ searchParams }: Props) {
  const actor = await pageActor('runner:read')
  const { data: which } = cellsToCompare.safeParse(await readSearch(searchParams))
  if (!which) notFound()
  const comparison = await orNotFound(compareCells(actor, which))
  const { a, b, texts } = comparison
  const say = (cell: typeof a) => `${cell.name} v${cell.version} in ${cell.environment}`
  return (
    <>
      <PageHeader
        title={
          a.manifestId === b.manifestId
            ? `${a.name} in ${a.environment} and ${b.environment}`
            : `${say(a)} and ${say(b)}`
        }
        crumbs={[{ label: 'Promotions', href: '/promotions' }]}
        actions={<ButtonLink href={`/promotions/diff?a=${b.runnerId}&b=${a.runnerId}`}>Swap the sides</ButtonLink>}
      />
      <CellComparison comparison={comparison} />
      {texts.a === texts.b ? null : (
        <Section title="As it was written" description="Line by line.">
          <SideBySide rows={diffText(texts.a, texts.b)} titles={{ left: say(a), right: say(b) }} />
        </Section>
      )}
    </>
  )
}
