import { Building2 } from 'lucide-react'
import type { ReactNode } from 'react'
import { Badge } from '#components/ui/badge.tsx'
import { Notice } from '#components/ui/notice.tsx'
import { RelativeTime } from '#components/ui/relative-time.tsx'
import { Section } from '#components/ui/section.tsx'
import { Status } from '#components/ui/status.tsx'
import type { DecisionView } from '#lib/inbox/read-decision.ts'
import { ChangedBanner } from './changed-banner.tsx'
import { ConflictGraph } from './conflict-graph.tsx'
import { Block } from './decision-blocks.tsx'
import { DecisionFoot } from './decision-foot.tsx'
import { DecisionStrip } from './decision-strip.tsx'
import { SlotsView } from './slots-view.tsx'
import type { VoteActs } from './use-vote.ts'
import { VotesList } from './votes-list.tsx'

type Props = {
  view: DecisionView
  acts: VoteActs
  /** Its title: the page's own, or a pane's. */
  heading: ReactNode
  /** Where to go once it is decided. */
  next?: string | undefined
}

/** One request to decide: what and why in two sentences, how every side stands, the parts, the people, the decision. */
export function Decision({ view, acts, heading, next }: Props) {
  const { request, tenant, body, people, changed } = view
  return (
    <article className="@container flex min-h-full flex-col">
      <div className="flex-1">
        {heading}
        <div className="prose-width mb-3 text-prose">
          <p>{body.what}</p>
          <p className="text-ink-muted">{body.why}</p>
        </div>
        <ul className="mb-5 flex flex-wrap items-center gap-x-3 gap-y-1.5">
          <li>
            <Status status={request.status} />
          </li>
          <li className="inline-flex items-center gap-1.5 text-ink-muted">
            <Building2 aria-hidden className="size-4" /> {tenant.slug}
          </li>
          {request.risks.map((risk) => (
            <li key={risk}>
              <Badge tone={risk === 'override' || risk === 'break-glass' ? 'wait' : 'neutral'}>{risk}</Badge>
            </li>
          ))}
          <li className="text-ink-muted">
            asked <RelativeTime at={request.createdAt} />
          </li>
          {request.status === 'open' ? (
            <li>
              <a href="#people" className="text-accent-text hover:underline">
                waits for {people.waitsFor}
              </a>
            </li>
          ) : null}
          {request.status === 'open' ? (
            <li className="text-ink-muted">
              closes <RelativeTime at={request.expiresAt} />
            </li>
          ) : null}
          {request.startsAt ? (
            <li>
              begins <RelativeTime at={request.startsAt} />
            </li>
          ) : null}
          {view.snoozedUntil ? (
            <li className="text-ink-muted">
              put off until <RelativeTime at={view.snoozedUntil} />
            </li>
          ) : null}
        </ul>
        {changed ? <ChangedBanner changed={changed} /> : null}
        {request.status === 'voided' || request.status === 'superseded' ? (
          <Notice kind="caution" title={`This request is ${request.status}`} className="mb-6">
            What it asked about has changed. A newer request asks about what it is now.
          </Notice>
        ) : null}
        <DecisionStrip marks={body.marks} />
        <div className="@6xl:grid @6xl:grid-cols-[minmax(0,1fr)_21rem] @6xl:gap-8">
          <div className="min-w-0">
            {body.sections.map((section) => (
              <Section key={section.id} id={section.id} title={section.title} description={section.note}>
                {section.blocks.map((block) => (
                  <Block key={block.type === 'texts' ? block.name : block.type} block={block} />
                ))}
              </Section>
            ))}
          </div>
          <div className="min-w-0">
            <WhoDecides people={people} open={request.status === 'open'} />
          </div>
        </div>
      </div>
      <DecisionFoot view={view} acts={acts} next={next} />
    </article>
  )
}

/** Places with who fills them, what was said, and whom their part in the matter keeps out. */
function WhoDecides({ people, open }: { people: DecisionView['people']; open: boolean }) {
  return (
    <Section
      id="people"
      title="Who decides"
      description={open ? `It waits for ${people.waitsFor}.` : 'How its places were filled.'}
      className="@6xl:sticky @6xl:top-16"
    >
      <SlotsView people={people} />
      {people.votes.length ? (
        <div className="mt-4">
          <h3 className="mb-1.5 font-medium">What was said</h3>
          <VotesList votes={people.votes} />
        </div>
      ) : null}
      {people.conflicts.length ? (
        <div className="mt-4">
          <h3 className="mb-1.5 font-medium">Who may not, because they have a part in it</h3>
          <ConflictGraph conflicts={people.conflicts} />
        </div>
      ) : null}
    </Section>
  )
}
