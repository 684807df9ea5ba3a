import type { Metadata } from 'next'
import { ArchiveButton, DeployButton } from '#components/manifests/act-buttons.tsx'
import { ManifestFacts } from '#components/manifests/manifest-facts.tsx'
import { VersionsTable } from '#components/manifests/versions-table.tsx'
import { ButtonLink } from '#components/ui/button.tsx'
import { CodeBlock } from '#components/ui/code-block.tsx'
import { LoadMore } from '#components/ui/load-more.tsx'
import { Notice } from '#components/ui/notice.tsx'
import { PageHeader } from '#components/ui/page-header.tsx'
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
  const mayDeploy = may(actor, 'deployment:request') && !manifest.archivedAt
  return (
    <>
      <PageHeader
        title={manifest.name}
        crumbs={[{ label: 'Manifests', href: '/manifests' }]}
        description={manifest.archivedAt ? 'Archived. Submitting it again brings it back.' : null}
        actions={
          <>
            {may(actor, 'manifest:write') ? (
              <>
                {manifest.archivedAt ? null : (
                  <ArchiveButton id={manifest.id} name={manifest.name} archive={archiveAction} />
                )}
                <ButtonLink href={`/manifests/${manifest.id}/edit`}>Edit</ButtonLink>
              </>
            ) : null}
            {mayDeploy && first ? (
              <DeployButton manifestVersionId={manifest.latest.id} environment={first.name} deploy={deployAction} />
            ) : null}
          </>
        }
      />
      {submitted && Number(submitted) === manifest.latest.version ? (
        <Notice className="mb-6" title={`Version ${submitted} is submitted.`}>
          It can not change any more. Deploy it to {first?.name ?? 'an environment'} to see it run.
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
