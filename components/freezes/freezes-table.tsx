import { EnvironmentMark } from '#components/ui/environment-mark.tsx'
import { RelativeTime } from '#components/ui/relative-time.tsx'
import { Status } from '#components/ui/status.tsx'
import { ActsColumn, Cell, Column, Row, RowLink, Table } from '#components/ui/table.tsx'
import { classRules, type RunnerClassName } from '#lib/manifests/classes.ts'
import { type LiftFreeze, LiftFreezeButton } from './lift-freeze-button.tsx'

export type FreezeView = {
  id: string
  reason: string
  state: 'coming' | 'in_force' | 'over' | 'lifted'
  startsAt: Date
  endsAt: Date
  everyTenant: boolean
  runnerClass: RunnerClassName | null
  environment: { name: string } | null
  createdByLabel: string
  liftedByLabel: string | null
  liftReason: string | null
}

/** Freezes, newest first; a row opens what it stops. `lift` for those who may, `platform` for every tenant's too. */
export function FreezesTable(props: { rows: readonly FreezeView[]; lift?: LiftFreeze | undefined; platform: boolean }) {
  const { rows, lift, platform } = props
  const head = (
    <>
      <Column>Reason</Column>
      <Column>Standing</Column>
      <Column>What</Column>
      <Column>From</Column>
      <Column>Until</Column>
      <Column>By</Column>
      {lift ? <ActsColumn /> : null}
    </>
  )
  return (
    <Table label="Freezes" head={head}>
      {rows.map((row) => (
        <Row key={row.id}>
          <Cell part="main" grow>
            <RowLink href={`/freezes?open=${row.id}`} scroll={false}>
              {row.reason}
            </RowLink>
          </Cell>
          <Cell part="end">
            <Status status={row.state} />
          </Cell>
          <Cell>
            <span className="inline-flex items-center gap-2">
              {row.environment ? <EnvironmentMark name={row.environment.name} /> : 'Every environment'}
              {row.runnerClass ? (
                <span className="text-ink-muted">{classRules[row.runnerClass].title} only</span>
              ) : null}
              {row.everyTenant ? <span className="text-ink-muted">every tenant</span> : null}
            </span>
          </Cell>
          <Cell className="text-ink-muted" label="From">
            <RelativeTime at={row.startsAt} />
          </Cell>
          <Cell className="text-ink-muted" label="Until">
            <RelativeTime at={row.endsAt} />
          </Cell>
          <Cell part="extra" className="text-ink-muted" title={row.liftReason ?? undefined}>
            {row.liftedByLabel ? `${row.liftedByLabel} lifted it` : row.createdByLabel}
          </Cell>
          {lift ? (
            <Cell end>
              {(row.state === 'coming' || row.state === 'in_force') && (platform || !row.everyTenant) ? (
                <span className="relative z-10">
                  <LiftFreezeButton id={row.id} reason={row.reason} coming={row.state === 'coming'} lift={lift} />
                </span>
              ) : null}
            </Cell>
          ) : null}
        </Row>
      ))}
    </Table>
  )
}
