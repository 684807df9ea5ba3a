import { DescriptionList } from '#components/ui/description-list.tsx'
import { Digest } from '#components/ui/digest.tsx'
import { EnvironmentMark } from '#components/ui/environment-mark.tsx'
import { RelativeTime } from '#components/ui/relative-time.tsx'
import { TextLink } from '#components/ui/text-link.tsx'

export type FactsOfLetter = {
  runId: string
  token: string
  origin: string
  attempts: number
  createdAt: Date
  inputDigest: string
  artifactDigest: string
  correlationId: string | null
  upstreamRunId: string | null
  resolvedBy: string | null
  resolution: string | null
  resolvedByRunId: string | null
  runner: { id: string; name: string; pipeline: string; environment: { name: string } }
}

/** What a failure belongs to, what began it, and how it was addressed. */
export function LetterFacts({ letter }: { letter: FactsOfLetter }) {
  const { runner, upstreamRunId, resolvedByRunId } = letter
  return (
    <DescriptionList
      items={[
        { term: 'Runner', value: <TextLink href={`/catalog/${runner.id}`}>{runner.name}</TextLink> },
        { term: 'Environment', value: <EnvironmentMark name={runner.environment.name} /> },
        { term: 'Pipeline', value: runner.pipeline },
        { term: 'Token', value: <span className="break-all font-mono">{letter.token}</span> },
        { term: 'Failed run', value: <TextLink href={`/runs/${letter.runId}`}>{letter.runId}</TextLink> },
        { term: 'Began by', value: letter.origin.replaceAll('_', ' ') },
        {
          term: 'After',
          value: upstreamRunId ? <TextLink href={`/runs/${upstreamRunId}`}>{upstreamRunId}</TextLink> : null,
        },
        { term: 'Correlation', value: letter.correlationId },
        { term: 'Attempts', value: letter.attempts },
        { term: 'Failed', value: <RelativeTime at={letter.createdAt} /> },
        { term: 'Input', value: <Digest digest={letter.inputDigest} /> },
        { term: 'Artifact', value: <Digest digest={letter.artifactDigest} /> },
        { term: 'Addressed by', value: letter.resolvedBy },
        { term: 'Because', value: letter.resolution },
        {
          term: 'By the run',
          value: resolvedByRunId ? <TextLink href={`/runs/${resolvedByRunId}`}>{resolvedByRunId}</TextLink> : null,
        },
      ]}
    />
  )
}
