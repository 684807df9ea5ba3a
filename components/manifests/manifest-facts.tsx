import Link from 'next/link'
import { DescriptionList } from '#components/ui/description-list.tsx'
import { Digest } from '#components/ui/digest.tsx'
import { EnvironmentMark } from '#components/ui/environment-mark.tsx'
import { RelativeTime } from '#components/ui/relative-time.tsx'
import { Section } from '#components/ui/section.tsx'
import { Status } from '#components/ui/status.tsx'
import { classRules, type NetworkProfileName, profileTitles, type RunnerClassName } from '#lib/manifests/classes.ts'

export type ManifestDetail = {
  pipeline: string
  owner: string
  runnerClass: RunnerClassName
  size: string
  profile: NetworkProfileName
  updatedAt: Date
  latest: { digest: string; sourceDigest: string | null }
  runners: {
    id: string
    status: string
    environment: { name: string; rank: number }
    manifestVersion: { version: number }
  }[]
}

/** What a manifest declares, in short, and where it runs. */
export function ManifestFacts({ manifest }: { manifest: ManifestDetail }) {
  const { latest } = manifest
  return (
    <div className="grid gap-x-8 lg:grid-cols-2">
      <Section title="Facts">
        <DescriptionList
          items={[
            { term: 'Runner', value: `${classRules[manifest.runnerClass].title}, ${manifest.size}` },
            { term: 'Network', value: profileTitles[manifest.profile] },
            { term: 'Pipeline', value: manifest.pipeline },
            { term: 'Owner', value: manifest.owner },
            { term: 'Digest', value: <Digest digest={latest.digest} /> },
            { term: 'Source', value: latest.sourceDigest ? <Digest digest={latest.sourceDigest} /> : null },
            { term: 'Changed', value: <RelativeTime at={manifest.updatedAt} /> },
          ]}
        />
      </Section>
      <Section title="Where it runs">
        {manifest.runners.length === 0 ? <p className="text-ink-muted">Nowhere yet.</p> : null}
        <ul className="space-y-1.5">
          {manifest.runners
            .toSorted((a, b) => a.environment.rank - b.environment.rank)
            .map((runner) => (
              <li key={runner.id} className="flex flex-wrap items-center gap-x-3">
                <EnvironmentMark name={runner.environment.name} />
                <Link href={`/catalog/${runner.id}`} className="text-accent-text hover:underline">
                  version {runner.manifestVersion.version}
                </Link>
                <Status status={runner.status} />
              </li>
            ))}
        </ul>
      </Section>
    </div>
  )
}
