import Link from 'next/link'
import { Card } from '#components/ui/card.tsx'
import { DescriptionList } from '#components/ui/description-list.tsx'
import { Digest } from '#components/ui/digest.tsx'
import { EnvironmentMark } from '#components/ui/environment-mark.tsx'
import { RelativeTime } from '#components/ui/relative-time.tsx'
import { Status } from '#components/ui/status.tsx'
import { TextLink } from '#components/ui/text-link.tsx'
import { formatMicros } from '#lib/cost/money.ts'
import { type NetworkProfileName, profileTitles, type RunnerClassName, sayClass } from '#lib/manifests/classes.ts'

export type FactsOfDeployment = {
  id: string
  kind: string
  status: string
  artifactDigest: string | null
  decisionDigest: string | null
  costEstimate: unknown
  createdAt: string
  manifest: { id: string; name: string }
  manifestVersion: {
    version: number
    digest: string
    sourceDigest: string | null
    runnerClass: RunnerClassName
    size: string
    profile: NetworkProfileName
  }
  environment: { name: string }
  approvals: { id: string; status: string; required: number; votes: { userId: string; verdict: string }[] }[]
  stages: { name: string; output: unknown }[]
}

/** What a deployment is about: digests, policy, approvals, cost; each leads to its own page. */
export function DeploymentFacts({ deployment }: { deployment: FactsOfDeployment }) {
  const { manifest, manifestVersion: version } = deployment
  const output = (name: string) =>
    (deployment.stages.find((stage) => stage.name === name)?.output ?? {}) as Record<string, unknown>
  const runnerId = output('deploy').runnerId as string | undefined
  const artifactId = output('scan_attest').artifactId as string | undefined
  const policyVersion = output('validate').policyVersion as number | undefined
  const cost = deployment.costEstimate as { perMonth?: number } | null
  const items = [
    {
      term: 'Manifest',
      value: (
        <Link
          href={`/manifests/${manifest.id}/versions/${version.version}`}
          className="text-accent-text hover:underline"
        >
          {manifest.name} v{version.version}
        </Link>
      ),
    },
    { term: 'To', value: <EnvironmentMark name={deployment.environment.name} /> },
    { term: 'Runs as', value: `${sayClass(version)}, ${profileTitles[version.profile]}` },
    { term: 'Manifest digest', value: <Digest digest={version.digest} /> },
    { term: 'Source', value: version.sourceDigest ? <Digest digest={version.sourceDigest} /> : null },
    {
      term: 'Artifact',
      value: deployment.artifactDigest ? (
        <Digest digest={deployment.artifactDigest} href={artifactId ? `/artifacts/${artifactId}` : undefined} />
      ) : null,
    },
    { term: 'Policy', value: policyVersion ? `version ${policyVersion}` : null },
    { term: 'Estimate', value: cost?.perMonth === undefined ? null : `${formatMicros(cost.perMonth)} a month` },
    {
      term: 'Runner',
      value: runnerId ? (
        <Link href={`/catalog/${runnerId}`} className="text-accent-text hover:underline">
          Open the runner
        </Link>
      ) : null,
    },
    { term: 'Requested', value: <RelativeTime at={deployment.createdAt} /> },
    {
      term: 'Evidence',
      value: (
        <Link href={`/evidence?deploymentId=${deployment.id}`} className="text-accent-text hover:underline">
          What was written down
        </Link>
      ),
    },
  ]
  return (
    <aside aria-label="About this deployment" className="space-y-4">
      <Card>
        <DescriptionList items={items} />
      </Card>
      {deployment.approvals.map((approval) => (
        <Card key={approval.id} className="space-y-1">
          <Status status={approval.status} />
          <p>
            {approval.required === 1 ? 'One person decides.' : `${approval.required} people decide.`}{' '}
            <TextLink href={`/approvals/${approval.id}`}>Open the request</TextLink>
          </p>
        </Card>
      ))}
    </aside>
  )
}
