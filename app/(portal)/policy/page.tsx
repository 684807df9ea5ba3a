import type { Metadata } from 'next'
import { LimitStats } from '#components/policy/limit-stats.tsx'
import { LimitsTable } from '#components/policy/limits-table.tsx'
import { MatrixPlaceFilter } from '#components/policy/matrix-place.tsx'
import { MatrixView } from '#components/policy/matrix-view.tsx'
import { RuleList } from '#components/policy/rule-list.tsx'
import { SetLimitDialog } from '#components/policy/set-limit-dialog.tsx'
import { Digest } from '#components/ui/digest.tsx'
import { Notice } from '#components/ui/notice.tsx'
import { PageHeader } from '#components/ui/page-header.tsx'
import { RelativeTime } from '#components/ui/relative-time.tsx'
import { Section } from '#components/ui/section.tsx'
import { may } from '#lib/auth/authorise.ts'
import { pageActor } from '#lib/auth/page-actor.ts'
import { listLimits } from '#lib/findings/list-limits.ts'
import { readSearch } from '#lib/http/search-params.ts'
import { getMatrix } from '#lib/policy/matrix/queries.ts'
import { readPlace } from '#lib/policy/matrix/schema.ts'
import { getActivePolicy, getTenantLimits } from '#lib/policy/queries.ts'
import { listEnvironments } from '#lib/provisioning/list-environments.ts'
import { setLimitAction } from './actions.ts'

export const metadata: Metadata = { title: 'Policy' }

type Props = { searchParams: Promise<{ environment?: string; data?: string }> }

export default async function PolicyPage({ searchParams }: Props) {
  const actor = await pageActor('policy:read')
  const { environment, data } = await readSearch(searchParams)
  const [policy, matrix, limits, { limits: artifactLimits }, environments] = await Promise.all([
    getActivePolicy(actor),
    getMatrix(actor, readPlace({ environment, classification: data })),
    getTenantLimits(actor),
    listLimits(actor),
    listEnvironments(actor),
  ])
  return (
    <>
      <PageHeader
        title="Policy"
        description="What every deployment and run is held against, wherever it is started from."
      />
      <Section title="Limits" description="What the tenant lives within, and what its runners take of it.">
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
          may(actor, 'policy:write') ? (
            <SetLimitDialog environments={environments.map(({ name }) => name)} set={setLimitAction} />
          ) : null
        }
      >
        <LimitsTable rows={artifactLimits} />
      </Section>
      {policy.readable ? (
        <Section
          title="Rules"
          description="Hard and soft rules stop what breaks them; advice stops nothing."
          actions={
            <span className="text-ink-muted">
              Version {policy.version}, since <RelativeTime at={policy.activatedAt} /> <Digest digest={policy.digest} />
            </span>
          }
        >
          <RuleList rules={policy.rules} />
        </Section>
      ) : (
        <Notice kind="caution" title="No policy can be read, so nothing is allowed">
          A platform admin must activate a policy version.
        </Notice>
      )}
    </>
  )
}
