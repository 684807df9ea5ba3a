import Link from 'next/link'
import { DescriptionList } from '#components/ui/description-list.tsx'
import { Digest } from '#components/ui/digest.tsx'
import { RelativeTime } from '#components/ui/relative-time.tsx'
import { Section } from '#components/ui/section.tsx'
import { Status } from '#components/ui/status.tsx'
import type { DecisionFacts } from '#lib/approvals/decision-facts.ts'
import { sayWho } from '#lib/approvals/say-slots.ts'
import { formatMicros } from '#lib/cost/money.ts'
import { ChangedFields } from './changed-fields.tsx'

const verdictStatus = { approve: 'approved', reject: 'rejected', withdraw: 'withdrawn' } as const

/** The parts of a decision below the verdicts: what changes, what policy said, what it costs, what was found, who decided. */
export function DecisionSections({ facts }: { facts: DecisionFacts }) {
  const { approval, policy, cost, scan, changes } = facts
  const { deployment } = approval
  return (
    <>
      <Section title="What changes" id="changes">
        {changes ? (
          <ChangedFields changes={changes} />
        ) : (
          <p className="text-ink-muted">Everything: this is its first deployment there.</p>
        )}
      </Section>
      <Section title="Policy" id="policy">
        {policy?.findings.length ? (
          <ul className="space-y-1">
            {policy.findings.map((finding) => (
              <li key={finding.reason}>
                <span className="font-medium">{finding.level}</span> {finding.reason}
              </li>
            ))}
          </ul>
        ) : (
          <p className="text-ink-muted">Policy has no remarks.</p>
        )}
      </Section>
      <Section title="Cost" id="cost">
        {cost ? (
          <DescriptionList
            items={[
              ...cost.lines.map((line) => ({ term: line.label, value: `${formatMicros(line.micros)} a month` })),
              { term: 'Together', value: <strong>{formatMicros(cost.perMonth)} a month</strong> },
            ]}
          />
        ) : (
          <p className="text-ink-muted">There is no estimate.</p>
        )}
      </Section>
      <Section title="Scan and signature" id="scan">
        <DescriptionList
          items={[
            {
              term: 'Artifact',
              value: deployment?.artifactDigest ? (
                <Digest digest={deployment.artifactDigest} href={scan ? `/artifacts/${scan.artifactId}` : undefined} />
              ) : null,
            },
            { term: 'Scanned', value: scan ? <RelativeTime at={scan.at} /> : 'never' },
            { term: 'Bound to', value: <Digest digest={approval.decisionDigest} /> },
            {
              term: 'Deployment',
              value: deployment && (
                <Link href={`/deployments/${deployment.id}`} className="text-accent-text hover:underline">
                  See its stages
                </Link>
              ),
            },
          ]}
        />
      </Section>
      <Section title="Who decides" description={`${sayWho(approval.slots)}, none of them with a part in it.`}>
        {approval.votes.length ? (
          <ul className="space-y-1.5">
            {approval.votes.map((vote) => (
              <li key={vote.id} className="flex flex-wrap items-baseline gap-x-3">
                <Status status={verdictStatus[vote.verdict]} />
                <span>{vote.person}</span>
                {vote.comment ? <q className="text-ink-muted">{vote.comment}</q> : null}
                <RelativeTime at={vote.at} className="text-ink-muted" />
              </li>
            ))}
          </ul>
        ) : (
          <p className="text-ink-muted">Nobody has decided yet.</p>
        )}
      </Section>
    </>
  )
}
