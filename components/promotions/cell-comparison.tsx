import { FieldChanges } from '#components/manifests/side-by-side.tsx'
import { Digest } from '#components/ui/digest.tsx'
import { EnvironmentMark } from '#components/ui/environment-mark.tsx'
import { RelativeTime } from '#components/ui/relative-time.tsx'
import { ScrollBox } from '#components/ui/scroll-box.tsx'
import { Section } from '#components/ui/section.tsx'
import { Status } from '#components/ui/status.tsx'
import { TextLink } from '#components/ui/text-link.tsx'
import type { FieldChange } from '#lib/manifests/diff-manifests.ts'

type Side = {
  runnerId: string
  name: string
  environment: string
  status: string
  version: number
  manifestDigest: string
  artifactDigest: string
  artifactId: string | undefined
  deploymentId: string
  since: Date | null
  by: string | undefined
  policy: { policyVersion: number; allowed: boolean; findings: { level: string; reason: string }[] } | null
}

type Props = {
  comparison: { a: Side; b: Side; manifest: FieldChange[]; variables: FieldChange[]; sameArtifact: boolean }
}

/** Two cells of the board: their facts in two columns, then what differs. */
export function CellComparison({ comparison }: Props) {
  const { a, b, manifest, variables, sameArtifact } = comparison
  const same = sameArtifact && manifest.length === 0 && variables.length === 0
  return (
    <>
      <p className="prose-width mb-4">
        {same
          ? 'There is no difference: fields, variables and artifact are the same.'
          : [
              sameArtifact ? 'The artifact is the same.' : 'The artifacts differ.',
              manifest.length ? `${count(manifest.length, 'field')} of the manifest differ.` : 'The manifests agree.',
              variables.length ? `${count(variables.length, 'variable')} differ.` : 'So do the variables.',
            ].join(' ')}
      </p>
      <Section title="Side by side">
        <ScrollBox label="Facts of both">
          <table className="w-full min-w-120 table-fixed border-collapse text-left">
            <thead>
              <tr className="border-b">
                <td className="w-32 px-3 py-1.5" />
                {[a, b].map((side, at) => (
                  // biome-ignore lint/suspicious/noArrayIndexKey: the two sides may be of one runner
                  <th key={at} scope="col" className="px-3 py-1.5 font-medium">
                    <span className="flex flex-wrap items-center gap-x-2">
                      <EnvironmentMark name={side.environment} />
                      <TextLink href={`/catalog/${side.runnerId}`}>{side.name}</TextLink>
                    </span>
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {lines.map(({ name, value, differs }) => (
                <tr key={name} className="border-b align-top last:border-b-0">
                  <th scope="row" className="px-3 py-1.5 font-normal text-ink-muted">
                    {name}
                  </th>
                  {[a, b].map((side, at) => (
                    // biome-ignore lint/suspicious/noArrayIndexKey: the two sides may be of one runner
                    <td key={at} className={`px-3 py-1.5 ${differs?.(a, b) ? 'bg-wait-soft' : ''}`}>
                      {value(side)}
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </ScrollBox>
      </Section>
      <Section title="Fields of the manifest">
        <FieldChanges changes={manifest} />
      </Section>
      <Section title="Variables">
        {variables.length ? (
          <FieldChanges changes={variables} />
        ) : (
          <p className="text-ink-muted">The same on both sides.</p>
        )}
      </Section>
    </>
  )
}

const count = (many: number, thing: string) => `${many} ${many === 1 ? thing : `${thing}s`}`

type Line = { name: string; value: (side: Side) => React.ReactNode; differs?: (a: Side, b: Side) => boolean }

const lines: Line[] = [
  { name: 'Version', value: (side) => `v${side.version}`, differs: (a, b) => a.version !== b.version },
  { name: 'Status', value: (side) => <Status status={side.status} /> },
  {
    name: 'Artifact',
    value: (side) => (
      <Digest digest={side.artifactDigest} {...(side.artifactId && { href: `/artifacts/${side.artifactId}` })} />
    ),
    differs: (a, b) => a.artifactDigest !== b.artifactDigest,
  },
  {
    name: 'Manifest',
    value: (side) => <Digest digest={side.manifestDigest} />,
    differs: (a, b) => a.manifestDigest !== b.manifestDigest,
  },
  {
    name: 'Since',
    value: (side) => (side.since ? <RelativeTime at={side.since} /> : 'It never took work'),
  },
  {
    name: 'Brought by',
    value: (side) => (
      <TextLink href={`/deployments/${side.deploymentId}`} className="break-all">
        {side.by ?? 'a deployment'}
      </TextLink>
    ),
  },
  {
    name: 'Policy',
    value: ({ policy }) =>
      policy ? (
        <>
          {policy.allowed ? 'Allowed' : 'Denied'} by version {policy.policyVersion}
          {policy.findings.map(({ reason }) => (
            <span key={reason} className="block text-ink-muted">
              {reason}
            </span>
          ))}
        </>
      ) : (
        'It was not asked'
      ),
    differs: (a, b) => a.policy?.policyVersion !== b.policy?.policyVersion || a.policy?.allowed !== b.policy?.allowed,
  },
]
