import { DescriptionList } from '#components/ui/description-list.tsx'
import { EnvironmentMark } from '#components/ui/environment-mark.tsx'
import { RelativeTime } from '#components/ui/relative-time.tsx'
import { TextLink } from '#components/ui/text-link.tsx'
import { categoryWords } from '#lib/exceptions/schema.ts'
import { classRules, type RunnerClassName } from '#lib/manifests/classes.ts'

export type TermsOfException = {
  rule: string
  manifestId: string | null
  manifest: { name: string } | null
  environment: { name: string } | null
  runnerClass: RunnerClassName | null
  category: keyof typeof categoryWords
  justification: string
  risk: string
  costPlan: string
  startsAt: Date
  expiresAt: Date
  renewsId: string | null
}

/** What was asked for, in the words of whoever asked. */
export function ExceptionTerms({ exception }: { exception: TermsOfException }) {
  const { manifestId, manifest, environment, runnerClass, category, renewsId } = exception
  return (
    <DescriptionList
      items={[
        { term: 'Rule', value: <code>{exception.rule}</code> },
        {
          term: 'Manifest',
          value: manifest ? <TextLink href={`/manifests/${manifestId}`}>{manifest.name}</TextLink> : 'any',
        },
        {
          term: 'Environment',
          value: environment ? <EnvironmentMark name={environment.name} /> : 'every environment',
        },
        { term: 'Class', value: runnerClass ? classRules[runnerClass].title : 'any' },
        { term: 'Category', value: `${categoryWords[category].label}: ${categoryWords[category].detail}` },
        { term: 'Justification', value: <Prose>{exception.justification}</Prose> },
        { term: 'Risk', value: <Prose>{exception.risk}</Prose> },
        { term: 'Cost plan', value: <Prose>{exception.costPlan}</Prose> },
        { term: 'Begins', value: <RelativeTime at={exception.startsAt} /> },
        { term: 'Ends', value: <RelativeTime at={exception.expiresAt} /> },
        {
          term: 'Renews',
          value: renewsId ? <TextLink href={`/exceptions/${renewsId}`}>an earlier exception</TextLink> : null,
        },
      ]}
    />
  )
}

function Prose({ children }: { children: string }) {
  return <span className="prose-width block whitespace-pre-wrap break-words">{children}</span>
}
