import type { Metadata } from 'next'
import { LayersList } from '#components/policy/layers-list.tsx'
import { LimitStats } from '#components/policy/limit-stats.tsx'
import { LimitsTable } from '#components/policy/limits-table.tsx'
import { MatrixPlaceFilter } from '#components/policy/matrix-place.tsx'
import { MatrixView } from '#components/policy/matrix-view.tsx'
import { NewDraftDialog } from '#components/policy/new-draft-dialog.tsx'
import { PolicyDraftsTable } from '#components/policy/policy-drafts-table.tsx'
import { RulesInForce } from '#components/policy/rules-in-force.tsx'
import { SetLimitDialog } from '#components/policy/set-limit-dialog.tsx'
import { LoadMore } from '#components/ui/load-more.tsx'
import { PageHeader } from '#components/ui/page-header.tsx'
import { Section } from '#components/ui/section.tsx'
import { TextLink } from '#components/ui/text-link.tsx'
import { may } from '#lib/auth/authorise.ts'
import { pageActor } from '#lib/auth/page-actor.ts'
import { listLimits } from '#lib/findings/list-limits.ts'
import { readSearch } from '#lib/http/search-params.ts'
import { getMatrix } from '#lib/policy/matrix/queries.ts'
import { readPlace } from '#lib/policy/matrix/schema.ts'
import { getActivePolicy, getTenantLimits } from '#lib/policy/queries.ts'
import { listDrafts, listLayers } from '#lib/policy/registry/queries.ts'
import { listEnvironments } from '#lib/provisioning/list-environments.ts'
import { setLimitAction } from './actions.ts'
import { createDraftAction } from './drafts/actions.ts'

export const metadata: Metadata = { title: 'Policy' }

type Props = { searchParams: Promise<{ environment?: string; data?: string; cursor?: string }> }

export default async function PolicyPage({ searchParams }: Props) {
  const actor = await pageActor('policy:read')
  const { environment, data, cursor } = await readSearch(searchParams)
  const writes = may(actor, 'policy:write')
  const [policy, matrix, limits, { limits: artifactLimits }, environments, layers, { drafts, next }] =
    await Promise.all([
      getActivePolicy(actor),
      getMatrix(actor, readPlace({ environment, classification: data })),
      getTenantLimits(actor),
      listLimits(actor),
      listEnvironments(actor),
      listLayers(actor),
      listDrafts(actor, { open: true, cursor }),
    ])
  return (
    <>
      <PageHeader
        title="Policy"
        description="What every deployment and run is held against, wherever it is started from."
        actions={writes ? <NewDraftDialog create={createDraftAction} /> : null}
      />
      <Section
        title="Layers"
        description="Of rules with the same name the contract's counts before the tenant's, and that before the platform's."
        actions={<TextLink href="/policy/versions">All versions</TextLink>}
      >
        <LayersList layers={layers} />
      </Section>
      {drafts.length > 0 || cursor ? (
        <Section title="Drafts" description="Versions in the making. None of them counts yet.">
          <PolicyDraftsTable rows={drafts} />
          <LoadMore next={next} />
        </Section>
      ) : null}
      <Section
        title="Limits"
        description="What the tenant lives within, and what its runners take of it."
        actions={<TextLink href="/cost/quotas">What runs used of them</TextLink>}
      >
        <LimitStats limits={limits} />
      </Section>
      <Section
        title="Tenant matrix"
        description="The combinations this tenant is offered: its contract counts before its own matrix, and that before the platform's. What nobody allows is denied."
        actions={<MatrixPlaceFilter environments={environments.map(({ name }) => name)} />}
      >
        <MatrixView cells={matrix.cells} />
      </Section>
      <Section
        title="Artifact limits"
        description="The most that an artifact may carry to a place, after triage and waivers. The lowest row that applies counts."
        actions={
          writes ? <SetLimitDialog environments={environments.map(({ name }) => name)} set={setLimitAction} /> : null
        }
      >
        <LimitsTable rows={artifactLimits} />
      </Section>
      <RulesInForce policy={policy} />
    </>
  )
}
