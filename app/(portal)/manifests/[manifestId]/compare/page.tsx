import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { z } from 'zod'
import { CompareForm } from '#components/manifests/compare-form.tsx'
import { FieldChanges, SideBySide } from '#components/manifests/side-by-side.tsx'
import { PageHeader } from '#components/ui/page-header.tsx'
import { Section } from '#components/ui/section.tsx'
import { pageActor } from '#lib/auth/page-actor.ts'
import { orNotFound } from '#lib/http/or-not-found.ts'
import { readSearch } from '#lib/http/search-params.ts'
import { diffFields, diffText } from '#lib/manifests/diff-manifests.ts'
import { getVersion } from '#lib/manifests/queries.ts'

export const metadata: Metadata = { title: 'Compare versions' }

type Props = { params: Promise<{ manifestId: string }>; searchParams: Promise<Record<string, string>> }

const number = z.coerce.number().int().min(1).max(999_999_999)
const asked = z.object({ from: number, to: number })

export default async function ComparePage({ params, searchParams }: Props) {
  const actor = await pageActor('manifest:read')
  const { manifestId } = await params
  const { data: which } = asked.safeParse(await readSearch(searchParams))
  if (!which) notFound()
  const [from, to] = await orNotFound(
    Promise.all([
      getVersion(actor, { manifestId, version: which.from }),
      getVersion(actor, { manifestId, version: which.to }),
    ]),
  )
  const { name, latestVersion } = to.manifest
  return (
    <>
      <PageHeader
        title={`Version ${from.version} and version ${to.version}`}
        crumbs={[
          { label: 'Manifests', href: '/manifests' },
          { label: name, href: `/manifests/${manifestId}` },
        ]}
        actions={<CompareForm from={from.version} to={to.version} latest={latestVersion} />}
      />
      <Section title="What changed">
        <FieldChanges changes={diffFields(from.normalised, to.normalised)} />
        {from.sourceDigest === to.sourceDigest ? null : <p className="mt-1">The source is another one.</p>}
      </Section>
      <Section title="Line by line">
        <SideBySide
          rows={diffText(from.text, to.text)}
          titles={{ left: `Version ${from.version}`, right: `Version ${to.version}` }}
        />
      </Section>
    </>
  )
}
