import type { Act } from '#components/tenancy/act.ts'
import { ConfirmButton } from '#components/ui/confirm-button.tsx'
import { RelativeTime } from '#components/ui/relative-time.tsx'
import { Status } from '#components/ui/status.tsx'
import { ActsColumn, Cell, Column, Row, RowLink, Table } from '#components/ui/table.tsx'
import { alertKindWords } from '#lib/alerts/alert-words.ts'
import { sayDuration } from '#lib/say-duration.ts'
import { type ChangeRule, RuleDialog, type RuleView } from './rule-dialog.tsx'

export type ListedRule = RuleView & { scope: string; open: number; evaluatedAt: Date | null }

export type RuleActs = { change: ChangeRule; remove: Act<{ id: string }> }

type Props = {
  rows: readonly ListedRule[]
  environments: readonly string[]
  runners: readonly { value: string; label: string }[]
  acts?: RuleActs | undefined
}

/** The rules by name, each with what it watches and whether it holds. */
export function RulesTable({ rows, environments, runners, acts }: Props) {
  const head = (
    <>
      <Column>Rule</Column>
      <Column>Standing</Column>
      <Column>Looks at</Column>
      <Column>Of</Column>
      <Column end>From</Column>
      <Column end>In</Column>
      <Column end>Looked</Column>
      {acts ? <ActsColumn /> : null}
    </>
  )
  return (
    <Table label="Alert rules" head={head}>
      {rows.map((rule) => {
        const words = alertKindWords[rule.kind]
        return (
          <Row key={rule.id}>
            <Cell part="main" grow>
              <RowLink href={`/alerts?ruleId=${rule.id}`}>{rule.name}</RowLink>
            </Cell>
            <Cell part="end">
              <Status status={!rule.active ? 'stopped' : rule.open ? 'failing' : 'healthy'} />
            </Cell>
            <Cell>{words.title}</Cell>
            <Cell part="extra" className="text-ink-muted">
              {rule.eachRunner && !rule.runnerId ? `each runner of ${rule.scope}` : rule.scope}
            </Cell>
            <Cell end className="tabular-nums" label="From">
              {rule.threshold}{' '}
              <span className="text-ink-muted">{rule.threshold === 1 ? (words.one ?? words.unit) : words.unit}</span>
            </Cell>
            <Cell part="extra" end className="tabular-nums">
              {rule.kind === 'budget_projection' ? 'the month' : sayDuration(rule.windowMinutes * 60_000)}
            </Cell>
            <Cell part="extra" end className="text-ink-muted">
              {rule.evaluatedAt ? <RelativeTime at={rule.evaluatedAt} /> : 'not yet'}
            </Cell>
            {acts ? (
              <Cell end>
                <span className="relative z-10 inline-flex gap-2">
                  <RuleDialog rule={rule} change={acts.change} {...{ environments, runners }} />
                  <ConfirmButton
                    label="Remove"
                    name={`Remove ${rule.name}`}
                    title={`Remove “${rule.name}”?`}
                    confirm="Remove the rule"
                    done="The rule is removed."
                    act={acts.remove}
                    input={{ id: rule.id }}
                  >
                    Its alerts stay in the history; those that are open end with it.
                  </ConfirmButton>
                </span>
              </Cell>
            ) : null}
          </Row>
        )
      })}
    </Table>
  )
}
