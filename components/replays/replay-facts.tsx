import { DescriptionList } from '#components/ui/description-list.tsx'
import { Digest } from '#components/ui/digest.tsx'
import { RelativeTime } from '#components/ui/relative-time.tsx'
import { TextLink } from '#components/ui/text-link.tsx'

export type FactsOfReplay = {
  requestedByLabel: string
  createdAt: Date
  startedAt: Date | null
  finishedAt: Date | null
  listDigest: string
  reportDigest: string | null
  approval: { id: string; status: string } | null
  canarySize: number
  canaryPass: number
  ratePerSecond: number
}

/** Who asked for a replay, what its approval is bound to, and at which pace it goes. */
export function ReplayFacts({ replay }: { replay: FactsOfReplay }) {
  const { approval, startedAt, finishedAt, reportDigest } = replay
  return (
    <DescriptionList
      items={[
        { term: 'Asked for by', value: replay.requestedByLabel },
        { term: 'Asked for', value: <RelativeTime at={replay.createdAt} /> },
        { term: 'Began', value: startedAt ? <RelativeTime at={startedAt} /> : null },
        { term: 'Reconciled', value: finishedAt ? <RelativeTime at={finishedAt} /> : null },
        { term: 'List', value: <Digest digest={replay.listDigest} /> },
        { term: 'Report', value: reportDigest ? <Digest digest={reportDigest} /> : null },
        {
          term: 'Approval',
          value: approval ? <TextLink href={`/approvals/${approval.id}`}>{approval.status}</TextLink> : null,
        },
        {
          term: 'Pace',
          value: `${replay.canarySize.toLocaleString('en')} first, of which ${replay.canaryPass}% must succeed; then up to ${replay.ratePerSecond} in any second`,
        },
      ]}
    />
  )
}
