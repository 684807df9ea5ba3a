import type { Metadata } from 'next'
import { ManifestFacts } from '#components/manifests/manifest-facts.tsx'
import { ManifestHeader } from '#components/manifests/manifest-header.tsx'
import { VersionsTable } from '#components/manifests/versions-table.tsx'
import { CodeBlock } from '#components/ui/code-block.tsx'
import { LoadMore } from '#components/ui/load-more.tsx'
import { Notice } from '#components/ui/notice.tsx'
import { Section } from '#components/ui/section.tsx'
import { may } from '#lib/auth/authorise.ts'
import { pageActor } from '#lib/auth/page-actor.ts'
import { orNotFound } from '#lib/http/or-not-found.ts'
import { getManifest, listVersions } from '#lib/manifests/queries.ts'
import { listEnvironments } from '#lib/provisioning/list-environments.ts'
import { deployAction } from '../../deployments/actions.ts'
import { archiveAction } from '../actions.ts'

export const metadata: Metadata = { title: 'Manifest' }

type Props = {
  params: Promise<{ manifestId: string }>
  searchParams: Promise<{ cursor?: string; submitted?: string }>
}

export default async function ManifestPage({ params, searchParams }: Props) {
  const actor = await pageActor('manifest:read')
  const [{ manifestId }, { cursor, submitted }] = await Promise.all([params, searchParams])
  const manifest = await orNotFound(getManifest(actor, manifestId))
  const [{ versions, next }, environments] = await Promise.all([
    listVersions(actor, manifestId, { cursor }),
    listEnvironments(actor),
  ])
  const first = environments[0]
  return (
    <>
      <ManifestHeader
        manifest={manifest}
        environment={first?.name}
        mayEdit={may(actor, 'manifest:write')}
        archive={archiveAction}
        deploy={may(actor, 'deployment:request') ? deployAction : undefined}
      />
      {submitted && Number(submitted) === manifest.latest.version ? (
        <Notice className="mb-6" title={`Version ${submitted} is submitted.`}>
          It cannot change any more. Deploy it to {first?.name ?? 'an environment'} to see it run.
        </Notice>
      ) : null}
      <ManifestFacts manifest={manifest} />
      <Section title={`Version ${manifest.latest.version}`} description="As it was written.">
        <CodeBlock code={manifest.latest.text} label={`version ${manifest.latest.version} of ${manifest.name}`} />
      </Section>
      <Section title="Versions">
        <VersionsTable manifestId={manifest.id} rows={versions} />
        <LoadMore next={next} />
      </Section>
    </>
  )
}
