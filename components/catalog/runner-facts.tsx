import Link from 'next/link'
import { DescriptionList } from '#components/ui/description-list.tsx'
import { Digest } from '#components/ui/digest.tsx'
import { EnvironmentMark } from '#components/ui/environment-mark.tsx'
import { RelativeTime } from '#components/ui/relative-time.tsx'
import { profileTitles, sayClass } from '#lib/manifests/classes.ts'
import type { RunnerSpec } from '#lib/provisioning/target.ts'
import type { RunnerRow } from './runners-table.tsx'

type Runner = RunnerRow & { manifestId: string; deploymentId: string; role: string; concurrencyLimit: number }

const link = 'text-accent-text hover:underline'

export type RunnerFactsProps = {
  runner: Runner
  /** Empty until it was placed. */
  spec: Partial<RunnerSpec>
}

/** The catalog record of a runner. */
export function RunnerFacts({ runner, spec }: RunnerFactsProps) {
  const secrets = Object.entries(spec.secrets ?? {})
  return (
    <DescriptionList
      items={[
        { term: 'Environment', value: <EnvironmentMark name={runner.environment.name} /> },
        {
          term: 'Manifest',
          value: (
            <Link href={`/manifests/${runner.manifestId}`} className={link}>
              {runner.name} v{runner.manifestVersion.version}
            </Link>
          ),
        },
        { term: 'Pipeline', value: `${runner.pipeline} version ${runner.pipelineVersion}` },
        { term: 'Class', value: sayClass(runner) },
        { term: 'Network', value: profileTitles[runner.profile] },
        { term: 'May reach', value: spec.egressAllow?.length ? spec.egressAllow.join(', ') : 'nothing outside' },
        { term: 'Role', value: <span className="break-all font-mono text-sm">{runner.role}</span> },
        {
          term: 'Artifact',
          value: <Digest digest={runner.artifactDigest} href={`/go/${runner.artifactDigest}`} />,
        },
        { term: 'Handler', value: spec.class === 'serverless' ? `${spec.handler} (${spec.runtime})` : null },
        {
          term: 'Limits',
          value: spec.memoryMib
            ? `${spec.memoryMib} MiB, ${(spec.timeoutMs ?? 0) / 1000} s, ${spec.concurrency} at once`
            : null,
        },
        {
          term: 'Secrets',
          value: secrets.length ? secrets.map(([name, path]) => `${name} from ${path}`).join(', ') : null,
        },
        {
          term: 'Deployed by',
          value: (
            <Link href={`/deployments/${runner.deploymentId}`} className={link}>
              the last deployment
            </Link>
          ),
        },
        { term: 'Observed', value: <RelativeTime at={runner.observedAt} /> },
      ]}
    />
  )
}
