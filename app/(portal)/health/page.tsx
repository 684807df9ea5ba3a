import type { Metadata } from 'next'
import Link from 'next/link'
import { HealthFigures } from '#components/health/health-figures.tsx'
import { OutcomesChart } from '#components/health/outcomes-chart.tsx'
import { RunnersHealth } from '#components/health/runners-health.tsx'
import { PageHeader } from '#components/ui/page-header.tsx'
import { RelativeTime } from '#components/ui/relative-time.tsx'
import { Section } from '#components/ui/section.tsx'
import { Status } from '#components/ui/status.tsx'
import { pageActor } from '#lib/auth/page-actor.ts'
import { healthOverview } from '#lib/health/health-overview.ts'
import { COUNTED } from '#lib/health/queue-depth.ts'

export const metadata: Metadata = { title: 'Health' }

const standings = { good: 'healthy', wait: 'unwell', bad: 'failing' } as const

export default async function HealthPage() {
  const actor = await pageActor('run:read')
  const health = await healthOverview(actor)
  const { verdict, alerts, runners, runnersOf } = health
  return (
    <>
      <PageHeader title="Health" description="How runs go now, and how they went in the last day." />
      <p className="mb-4 flex flex-wrap items-baseline gap-x-3 rounded-lg border bg-surface px-4 py-3 text-prose">
        <Status status={standings[verdict.tone]} />
        <span className="min-w-0 flex-1">{verdict.sentences.join(' ')}</span>
      </p>
      <div className="mb-8">
        <HealthFigures {...health} counted={COUNTED} />
      </div>
      {alerts.length ? (
        <Section title="Open alerts" actions={<Link href="/alerts?state=open">All alerts</Link>}>
          <ul className="space-y-1.5">
            {alerts.map((alert) => (
              <li key={alert.id} className="flex flex-wrap gap-x-3 rounded-md bg-bad-soft px-3 py-2">
                <Link href={`/alerts?open=${alert.id}`} className="font-medium text-bad hover:underline">
                  {alert.rule.name}
                </Link>
                <span className="min-w-0 flex-1 break-words">{alert.sentence}</span>
                <span className="text-ink-muted">
                  <RelativeTime at={alert.openedAt} />
                </span>
              </li>
            ))}
          </ul>
        </Section>
      ) : null}
      <Section title="The last day">
        <OutcomesChart hours={health.hours} />
      </Section>
      <Section
        title="Runners"
        description={
          runnersOf > runners.length
            ? `The ${runners.length} worst of ${runnersOf}, by what they did in the last hour.`
            : 'What they did in the last hour, the worst first.'
        }
      >
        {runners.length ? (
          <RunnersHealth rows={runners} />
        ) : (
          <p className="text-ink-muted">No runner did anything in the last hour, and nothing waits.</p>
        )}
      </Section>
    </>
  )
}
