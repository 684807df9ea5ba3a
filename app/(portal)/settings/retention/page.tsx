import type { Metadata } from 'next'
import { RetentionTable } from '#components/retention/retention-table.tsx'
import { PageHeader } from '#components/ui/page-header.tsx'
import { Section } from '#components/ui/section.tsx'
import { may } from '#lib/auth/authorise.ts'
import { pageActor } from '#lib/auth/page-actor.ts'
import { logClassLabels } from '#lib/logs/log-words.ts'
import { listRetention } from '#lib/logs/retention.ts'
import { classRules } from '#lib/manifests/classes.ts'
import { listRunRetention } from '#lib/runs/retention.ts'
import { setLogRetentionAction, setRunRetentionAction } from '../actions.ts'

export const metadata: Metadata = { title: 'Retention' }

export default async function RetentionPage() {
  const actor = await pageActor('policy:read')
  const [logs, runs] = await Promise.all([listRetention(actor), listRunRetention(actor)])
  const manages = may(actor, 'retention:manage')
  const logRows = logs.map(({ logClass, days, own }) => {
    return { label: logClassLabels[logClass], days, own, inputOf: { logClass } }
  })
  const runRows = runs.map(({ class: runnerClass, days, own }) => {
    return { label: classRules[runnerClass].title, days, own, inputOf: { class: runnerClass } }
  })
  return (
    <>
      <PageHeader
        title="Retention"
        description="What is older is deleted within the hour. Evidence is never part of it: that a run took place, and how it ended, is kept for ever."
      />
      <Section title="Logs">
        <RetentionTable label="Logs" rows={logRows} save={manages ? setLogRetentionAction : undefined} />
      </Section>
      <Section title="Inputs and results of runs">
        <RetentionTable label="Inputs and results" rows={runRows} save={manages ? setRunRetentionAction : undefined} />
      </Section>
    </>
  )
}
