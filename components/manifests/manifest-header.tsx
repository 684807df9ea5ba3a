import { ButtonLink } from '#components/ui/button.tsx'
import { PageHeader } from '#components/ui/page-header.tsx'
import { ArchiveButton, type ArchiveProps, DeployButton, type DeployProps } from './act-buttons.tsx'
import { DeployLaterButton } from './deploy-later-button.tsx'

type Props = {
  manifest: { id: string; name: string; archivedAt: Date | null; latest: { id: string } }
  /** The first environment, where a version begins. */
  environment: string | undefined
  mayEdit: boolean
  archive: ArchiveProps['archive']
  /** Left out for those who may not. */
  deploy: DeployProps['deploy'] | undefined
}

/** The head of a manifest's page, with what can be done with it: an archived one is only edited back. */
export function ManifestHeader({ manifest, environment, mayEdit, archive, deploy }: Props) {
  const { id, name, archivedAt, latest } = manifest
  return (
    <PageHeader
      title={name}
      crumbs={[{ label: 'Manifests', href: '/manifests' }]}
      description={archivedAt ? 'Archived. Submitting it again brings it back.' : null}
      actions={
        <>
          {mayEdit && !archivedAt ? <ArchiveButton id={id} name={name} archive={archive} /> : null}
          {mayEdit ? <ButtonLink href={`/manifests/${id}/edit`}>Edit</ButtonLink> : null}
          {deploy && environment && !archivedAt ? (
            <>
              <DeployLaterButton manifestVersionId={latest.id} environment={environment} deploy={deploy} />
              <DeployButton manifestVersionId={latest.id} environment={environment} deploy={deploy} />
            </>
          ) : null}
        </>
      }
    />
  )
}
