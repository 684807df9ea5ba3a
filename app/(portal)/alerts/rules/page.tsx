import { Siren } from 'lucide-react'
import type { Metadata } from 'next'
import { RuleDialog } from '#components/alerts/rule-dialog.tsx'
import { RulesTable } from '#components/alerts/rules-table.tsx'
import { UsualRulesButton } from '#components/alerts/usual-rules-button.tsx'
import { EmptyState } from '#components/ui/empty-state.tsx'
import { PageHeader } from '#components/ui/page-header.tsx'
import { listRules } from '#lib/alerts/queries.ts'
import { may } from '#lib/auth/authorise.ts'
import { pageActor } from '#lib/auth/page-actor.ts'
import { runnerChoices } from '#lib/catalog/runner-choices.ts'
import { listEnvironments } from '#lib/provisioning/list-environments.ts'
import { addRuleAction, addUsualRulesAction, changeRuleAction, removeRuleAction } from '../actions.ts'

export const metadata: Metadata = { title: 'Alert rules' }

export default async function AlertRulesPage() {
  const actor = await pageActor('run:read')
  const [rules, environments, { runners }] = await Promise.all([
    listRules(actor),
    listEnvironments(actor),
    runnerChoices(actor),
  ])
  const manages = may(actor, 'alert:manage')
  const choices = { environments: environments.map(({ name }) => name), runners }
  return (
    <>
      <PageHeader
        title="Alert rules"
        description="Each is looked at every minute. It holds from its figure on, until it is below."
        actions={manages ? <RuleDialog {...choices} add={addRuleAction} /> : null}
      />
      {rules.length ? (
        <RulesTable
          rows={rules}
          {...choices}
          acts={manages ? { change: changeRuleAction, remove: removeRuleAction } : undefined}
        />
      ) : (
        <EmptyState
          icon={<Siren />}
          title="Nothing is watched yet"
          actions={manages ? <UsualRulesButton add={addUsualRulesAction} /> : null}
        >
          A rule says from which figure on people are told: of runs that fail, of retries, dead letters, the budget, and
          hosts that stand idle.
        </EmptyState>
      )}
    </>
  )
}
