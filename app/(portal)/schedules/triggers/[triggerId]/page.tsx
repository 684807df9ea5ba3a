import type { Metadata } from 'next'
import { PausedNotice } from '#components/pauses/paused-notice.tsx'
import { SkipsTable } from '#components/schedules/skips-table.tsx'
import { TriggerFacts } from '#components/schedules/trigger-facts.tsx'
import { TriggerRuns } from '#components/schedules/trigger-runs.tsx'
import { UpcomingTicks } from '#components/schedules/upcoming-ticks.tsx'
import { LoadMore } from '#components/ui/load-more.tsx'
import { Notice } from '#components/ui/notice.tsx'
import { PageHeader } from '#components/ui/page-header.tsx'
import { Section } from '#components/ui/section.tsx'
import { pageActor } from '#lib/auth/page-actor.ts'
import { orNotFound } from '#lib/http/or-not-found.ts'
import { readSearch } from '#lib/http/search-params.ts'
import { pausesOver } from '#lib/pauses/queries.ts'
import { getTrigger, listSkips, progressOf, runsOfTrigger } from '#lib/triggers/queries.ts'
import { kindTitles, sayTrigger } from '#lib/triggers/say-trigger.ts'
import { upcomingTicks } from '#lib/triggers/upcoming-ticks.ts'

export const metadata: Metadata = { title: 'Trigger' }

type Props = { params: Promise<{ triggerId: string }>; searchParams: Promise<{ cursor?: string }> }

export default async function TriggerPage({ params, searchParams }: Props) {
  const actor = await pageActor('runner:read')
  const trigger = await orNotFound(getTrigger(actor, (await params).triggerId))
  const { runnerId, environmentId, timezone, heldBack } = trigger
  const schedule = trigger.kind === 'schedule'
  const [pauses, progress, runs, upcoming, { skips, next }] = await Promise.all([
    pausesOver(actor, { runnerId, environmentId }),
    progressOf(actor, trigger.id),
    runsOfTrigger(actor, trigger.id),
    schedule && trigger.active ? upcomingTicks(actor, trigger, new Date()) : [],
    schedule ? listSkips(actor, trigger.id, await readSearch(searchParams)) : { skips: [], next: undefined },
  ])
  return (
    <>
      <PageHeader
        title={sayTrigger(trigger)}
        crumbs={[{ label: 'Triggers', href: '/schedules/triggers' }]}
        description={`${kindTitles[trigger.kind]} of ${trigger.runner.name} in ${trigger.runner.environment.name}`}
      />
      <PausedNotice pauses={pauses} />
      {heldBack ? (
        <Notice kind="caution" title="It starts nothing just now" className="mb-5">
          {heldBack}
        </Notice>
      ) : null}
      <div className="grid gap-x-8 lg:grid-cols-[minmax(0,1fr)_21rem]">
        <div className="min-w-0">
          {schedule ? (
            <Section title="What comes" description={`By the clock of ${timezone}.`}>
              <UpcomingTicks ticks={upcoming} zone={timezone ?? 'UTC'} />
            </Section>
          ) : null}
          {schedule ? (
            <Section title="What was let go" description="Ticks that became no run, and why.">
              {skips.length ? (
                <SkipsTable rows={skips} zone={timezone ?? 'UTC'} />
              ) : (
                <p className="text-ink-muted">Nothing so far.</p>
              )}
              <LoadMore next={next} />
            </Section>
          ) : null}
          <Section title="Its newest runs">
            <TriggerRuns runs={runs} />
          </Section>
        </div>
        <aside className="min-w-0">
          <TriggerFacts trigger={trigger} progress={progress} />
        </aside>
      </div>
    </>
  )
}
