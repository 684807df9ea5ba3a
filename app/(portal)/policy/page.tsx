import type { Metadata } from 'next'
import { LimitStats } from '#components/policy/limit-stats.tsx'
import { MatrixGrid } from '#components/policy/matrix-grid.tsx'
import { RuleList } from '#components/policy/rule-list.tsx'
import { Digest } from '#components/ui/digest.tsx'
import { Notice } from '#components/ui/notice.tsx'
import { PageHeader } from '#components/ui/page-header.tsx'
import { RelativeTime } from '#components/ui/relative-time.tsx'
import { Section } from '#components/ui/section.tsx'
import { pageActor } from '#lib/auth/page-actor.ts'
import { getActivePolicy, getTenantLimits, getTenantMatrix } from '#lib/policy/queries.ts'

export const metadata: Metadata = { title: 'Policy' }

export default async function PolicyPage() {
  const actor = await pageActor('policy:read')
  const [policy, matrix, limits] = await Promise.all([
    getActivePolicy(actor),
    getTenantMatrix(actor),
    getTenantLimits(actor),
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
      <Section title="Tenant matrix" description="The combinations this tenant is offered; every other one is denied.">
        <MatrixGrid rows={matrix} />
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
