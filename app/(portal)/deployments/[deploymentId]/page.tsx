import type { Metadata } from 'next'
import { DeploymentView, type LiveDeployment } from '#components/deployments/deployment-view.tsx'
import { AskForException } from '#components/exceptions/ask-for-exception.tsx'
import { ThenAndNow } from '#components/policy/then-and-now.tsx'
import { PageHeader } from '#components/ui/page-header.tsx'
import { may } from '#lib/auth/authorise.ts'
import { pageActor } from '#lib/auth/page-actor.ts'
import { exceptableDenials } from '#lib/exceptions/exceptable-denials.ts'
import { asJson } from '#lib/http/as-json.ts'
import { orNotFound } from '#lib/http/or-not-found.ts'
import { thenAndNow } from '#lib/policy/decision-queries.ts'
import { getDeployment } from '#lib/provisioning/queries.ts'
import { keepTestAction } from '../../policy/drafts/actions.ts'
import { cancelAction, resumeAction } from '../actions.ts'

export const metadata: Metadata = { title: 'Deployment' }

type Props = { params: Promise<{ deploymentId: string }> }

export default async function DeploymentPage({ params }: Props) {
  const actor = await pageActor('deployment:read')
  const { deploymentId } = await params
  const deployment = await orNotFound(getDeployment(actor, deploymentId))
  const denials = deployment.status === 'failed' ? await exceptableDenials(actor, deployment.id) : []
  const { manifest, environment } = deployment
  const past = deployment.finishedAt ? await thenAndNow(actor, deploymentId) : undefined
  const verb = deployment.kind === 'promote' ? 'Promote' : 'Deploy'
  return (
    <>
      <PageHeader
        title={`${verb} ${deployment.manifest.name} v${deployment.manifestVersion.version} to ${deployment.environment.name}`}
        crumbs={[{ label: 'Deployments', href: '/deployments' }]}
      />
      <AskForException denials={denials} about={{ manifestId: manifest.id, environment: environment.name }} />
      <DeploymentView
        // A new round is a new story: the stream begins anew.
        key={deployment.round}
        initial={asJson<LiveDeployment>(deployment)}
        renderedAt={Date.now()}
        mayCancel={may(actor, 'deployment:cancel')}
        mayEdit={may(actor, 'manifest:write')}
        mayResume={may(actor, 'deployment:request')}
        cancel={cancelAction}
        resume={resumeAction}
      />
      {past ? <ThenAndNow {...past} {...(may(actor, 'policy:write') && { keep: keepTestAction })} /> : null}
    </>
  )
}
