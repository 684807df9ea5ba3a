import type { ReactNode } from 'react'
import { DescriptionList } from '#components/ui/description-list.tsx'
import { Digest } from '#components/ui/digest.tsx'
import { RelativeTime } from '#components/ui/relative-time.tsx'
import { TextLink } from '#components/ui/text-link.tsx'
import type { SeverityName } from '#lib/artifacts/severities.ts'
import { findingKindWords, type TriageStatusName } from '#lib/findings/words.ts'
import { type Advisory, AdvisoryText } from './advisory-text.tsx'
import { RunnerLinks } from './runner-links.tsx'
import type { PlacedRunner } from './runs-in.tsx'
import { SeverityMark } from './severity-mark.tsx'
import { type TriageEntry, TriageHistory } from './triage-history.tsx'
import { TriageMark } from './triage-mark.tsx'

export type FindingView = {
  artifactId: string
  digest: string
  kind: keyof typeof findingKindWords
  severity: SeverityName
  component: string | null
  version: string | null
  path: string | null
  message: string
  remedy: string | null
  status: TriageStatusName
  statusUntil: Date | null
  firstSeenAt: Date
  lastSeenAt: Date
  resolvedAt: Date | null
  waiverId: string | null
  runners: PlacedRunner[]
  advisory: Advisory | null
  history: TriageEntry[]
}

/** One finding, told: what it is, what to do, where it runs, what the advisory says, what was ever said of it. */
export function FindingDetails({ finding, actions }: { finding: FindingView; actions: ReactNode }) {
  const { advisory } = finding
  const facts = [
    { term: 'Severity', value: <SeverityMark severity={finding.severity} /> },
    {
      term: 'Status',
      value: <TriageMark status={finding.status} until={finding.statusUntil} waived={finding.waiverId !== null} />,
    },
    { term: 'Kind', value: findingKindWords[finding.kind] },
    { term: 'Component', value: componentOf(finding) },
    { term: 'Found at', value: finding.path ? <code className="break-all">{finding.path}</code> : null },
    { term: 'Artifact', value: <Digest digest={finding.digest} href={`/artifacts/${finding.artifactId}`} /> },
    { term: 'First seen', value: <RelativeTime at={finding.firstSeenAt} /> },
    { term: 'Last seen', value: <RelativeTime at={finding.lastSeenAt} /> },
    { term: 'Gone since', value: finding.resolvedAt ? <RelativeTime at={finding.resolvedAt} /> : null },
    {
      term: 'Waived',
      value: finding.waiverId ? <TextLink href="/findings/waivers">Its licence is waived</TextLink> : null,
    },
  ]
  return (
    <div className="space-y-6 px-4 py-4">
      <div>
        <p className="text-prose">{finding.message}</p>
        {finding.remedy ? <p className="text-ink-muted">{finding.remedy}</p> : null}
        <div className="mt-3 flex flex-wrap gap-2">{actions}</div>
      </div>
      <DescriptionList items={facts} />
      <Part title="Runs in">
        <RunnerLinks runners={finding.runners} />
      </Part>
      {advisory ? (
        <Part title="The advisory">
          <AdvisoryText advisory={advisory} />
        </Part>
      ) : null}
      <Part title="What was said of it">
        <TriageHistory entries={finding.history} />
      </Part>
    </div>
  )
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section>
      <h3 className="mb-1.5 font-semibold">{title}</h3>
      {children}
    </section>
  )
}

function componentOf({ component, version }: FindingView): ReactNode {
  if (!component) return null
  const query = new URLSearchParams({ name: component, ...(version ? { version } : {}) })
  return (
    <span>
      {component} {version} <TextLink href={`/findings/components?${query}`}>Where else?</TextLink>
    </span>
  )
}
