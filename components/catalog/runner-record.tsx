import { IsolationList } from '#components/runs/isolation-list.tsx'
import { Section } from '#components/ui/section.tsx'
import type { IsolationReport } from '#lib/provisioning/isolation.ts'
import { RunnerFacts, type RunnerFactsProps } from './runner-facts.tsx'

/** What the catalog holds of a runner, and which walls its smoke test saw; none before the first one. */
export function RunnerRecord({ isolation, ...facts }: RunnerFactsProps & { isolation: IsolationReport | null }) {
  return (
    <>
      <Section title="Record">
        <RunnerFacts {...facts} />
      </Section>
      {isolation ? (
        <Section title="Isolation" description="As observed at its smoke test.">
          <IsolationList report={isolation} />
        </Section>
      ) : null}
    </>
  )
}
