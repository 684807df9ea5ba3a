'use client'

import { useState } from 'react'
import { Button, ButtonLink } from '#components/ui/button.tsx'
import { EnvironmentMark } from '#components/ui/environment-mark.tsx'
import { RelativeTime } from '#components/ui/relative-time.tsx'
import { Cell, Column, Row, RowLink, Table } from '#components/ui/table.tsx'
import { causeTitles, type RunCause } from '#lib/runs/run-words.ts'
import { type CloseAct, CloseDialog } from './close-dialog.tsx'
import { TrendBars } from './trend-bars.tsx'

export type GroupRow = {
  fingerprint: string
  count: number
  cause: RunCause
  error: string
  runner: string
  environment: string
  firstAt: Date
  lastAt: Date
  trend: number[]
}

type Props = {
  rows: readonly GroupRow[]
  /** Whether they are open ones, which can be replayed and closed. */
  open: boolean
  /** The other filters in force, which what is done to a group keeps. */
  filters: Record<string, string>
  mayReplay: boolean
  mayClose: boolean
  close: CloseAct
}

/** Failures by the error they share: "these 312 are one error". */
export function GroupsTable({ rows, open, filters, mayReplay, mayClose, close }: Props) {
  const [closing, setClosing] = useState<GroupRow>()
  const narrowed = (fingerprint: string) => ({ ...filters, fingerprint })
  const search = (row: GroupRow, more: Record<string, string> = {}) =>
    new URLSearchParams({ ...narrowed(row.fingerprint), ...more })
  const head = (
    <>
      <Column end>Failures</Column>
      <Column>Error</Column>
      <Column>Runner</Column>
      <Column>Environment</Column>
      <Column>14 days</Column>
      <Column end>Last</Column>
      <Column>
        <span className="sr-only">What to do</span>
      </Column>
    </>
  )
  return (
    <>
      <Table label="Dead letters by error" head={head}>
        {rows.map((row) => (
          <Row key={row.fingerprint}>
            <Cell part="end" end className="font-medium tabular-nums">
              {row.count.toLocaleString('en')}
            </Cell>
            <Cell part="main" grow title={row.error}>
              <RowLink href={`?${search(row, { view: 'list' })}`}>{causeTitles[row.cause]}</RowLink>{' '}
              <span className="text-ink-muted">{row.error}</span>
            </Cell>
            <Cell>{row.runner}</Cell>
            <Cell>
              <EnvironmentMark name={row.environment} />
            </Cell>
            <Cell part="extra">
              <TrendBars trend={row.trend} />
            </Cell>
            <Cell part="extra" end className="text-ink-muted">
              <RelativeTime at={row.lastAt} />
            </Cell>
            <Cell>
              <span className="relative z-10 flex gap-1.5">
                {open && mayClose ? (
                  <Button size="sm" aria-label={`Close ${row.count} of ${row.runner}`} onClick={() => setClosing(row)}>
                    Close…
                  </Button>
                ) : null}
                {open && mayReplay ? (
                  <ButtonLink
                    size="sm"
                    href={`/dead-letters/replay?${search(row)}`}
                    aria-label={`Replay ${row.count} of ${row.runner}`}
                  >
                    Replay…
                  </ButtonLink>
                ) : null}
              </span>
            </Cell>
          </Row>
        ))}
      </Table>
      {closing ? (
        <CloseDialog
          letters={{ filter: narrowed(closing.fingerprint) }}
          count={closing.count}
          close={close}
          onClose={() => setClosing(undefined)}
        />
      ) : null}
    </>
  )
}
