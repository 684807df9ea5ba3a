import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { DeployButton } from '#components/manifests/act-buttons.tsx'
import { VersionFacts } from '#components/manifests/version-facts.tsx'
import { ButtonLink } from '#components/ui/button.tsx'
import { CodeBlock } from '#components/ui/code-block.tsx'
import { PageHeader } from '#components/ui/page-header.tsx'
import { Section } from '#components/ui/section.tsx'
import { may } from '#lib/auth/authorise.ts'
import { pageActor } from '#lib/auth/page-actor.ts'
import { orNotFound } from '#lib/http/or-not-found.ts'
import { getVersion } from '#lib/manifests/queries.ts'
import { listEnvironments } from '#lib/provisioning/list-environments.ts'
import { deployAction } from '../../../../deployments/actions.ts'

export const metadata: Metadata = { title: 'Manifest version' }

type Props = { params: Promise<{ manifestId: string; version: string }> }

export default async function VersionPage({ params }: Props) {
  const actor = await pageActor('manifest:read')
  const { manifestId, version: written } = await params
  if (!/^[1-9]\d{0,8}$/.test(written)) notFound()
  const version = await orNotFound(getVersion(actor, { manifestId, version: Number(written) }))
  const [first] = await listEnvironments(actor)
  const mayDeploy = may(actor, 'deployment:request') && !version.manifest.archivedAt
  const exported = `/api/v1/manifests/${manifestId}/versions/${version.version}?format=yaml`
  return (
    <>
      <PageHeader
        title={`${version.manifest.name} version ${version.version}`}
        crumbs={[
          { label: 'Manifests', href: '/manifests' },
          { label: version.manifest.name, href: `/manifests/${manifestId}` },
        ]}
        description={version.version === version.manifest.latestVersion ? 'The newest version.' : 'An older version.'}
        actions={
          <>
            <ButtonLink href={exported} prefetch={false} download>
              Export
            </ButtonLink>
            {version.version > 1 ? (
              <ButtonLink href={`/manifests/${manifestId}/compare?from=${version.version - 1}&to=${version.version}`}>
                Compare with version {version.version - 1}
              </ButtonLink>
            ) : null}
            {mayDeploy && first ? (
              <DeployButton manifestVersionId={version.id} environment={first.name} deploy={deployAction} />
            ) : null}
          </>
        }
      />
      <Section title="Facts">
        <VersionFacts version={version} />
      </Section>
      <Section title="Manifest" description="As it was written.">
        <CodeBlock code={version.text} label={`version ${version.version} of ${version.manifest.name}`} />
      </Section>
    </>
  )
}
