import { DescriptionList } from '#components/ui/description-list.tsx'
import { Digest } from '#components/ui/digest.tsx'
import { RelativeTime } from '#components/ui/relative-time.tsx'

type Version = {
  digest: string
  sourceDigest: string | null
  source: { filename: string } | null
  createdBy: string
  createdAt: Date
}

/** What is known of one version beside its text: by which digests, from whom and when. */
export function VersionFacts({ version }: { version: Version }) {
  return (
    <DescriptionList
      items={[
        { term: 'Digest', value: <Digest digest={version.digest} /> },
        { term: 'Source', value: version.sourceDigest ? <Digest digest={version.sourceDigest} /> : null },
        { term: 'Uploaded as', value: version.source?.filename },
        { term: 'Submitted by', value: version.createdBy },
        { term: 'Submitted', value: <RelativeTime at={version.createdAt} /> },
      ]}
    />
  )
}
