'use client'

import { useState } from 'react'
import { useSelectKey } from '#components/findings/use-select-key.ts'
import type { Act } from '#components/tenancy/act.ts'
import { Button, ButtonLink } from '#components/ui/button.tsx'
import { ConfirmWithReason } from '#components/ui/confirm-with-reason.tsx'
import { EnvironmentMark } from '#components/ui/environment-mark.tsx'
import { RelativeTime } from '#components/ui/relative-time.tsx'
import { Status } from '#components/ui/status.tsx'
import { Cell, Column, Row, RowLink, Table } from '#components/ui/table.tsx'
import type { DeadLetterStatusName } from '#lib/dead-letters/dead-letter-words.ts'
import type { ReopenInput } from '#lib/dead-letters/schema.ts'
import { causeTitles, type RunCause } from '#lib/runs/run-words.ts'
import { type CloseAct, CloseDialog } from './close-dialog.tsx'

export type LetterRow = {
  id: string
  runner: string
  environment: string
  token: string
  cause: RunCause
  error: string
  attempts: number
  status: DeadLetterStatusName
  createdAt: Date
}

export type ReopenAct = Act<ReopenInput, { reopened: number }>

type Props = {
  rows: readonly LetterRow[]
  mayReplay: boolean
  mayClose: boolean
  close: CloseAct
  reopen: ReopenAct
}

/** Dead letters, one a row; `x` takes the row one is on into the selection, and what is selected is dealt with together. */
export function LettersList({ rows, mayReplay, mayClose, close, reopen }: Props) {
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set())
  const [closing, setClosing] = useState(false)
  const selected = rows.filter(({ id }) => chosen.has(id))
  const open = selected.filter(({ status }) => status === 'open').map(({ id }) => id)
  const closed = selected.filter(({ status }) => status === 'waived' || status === 'superseded').map(({ id }) => id)
  const toggle = (id: string) =>
    setChosen((before) => {
      const next = new Set(before)
      if (!next.delete(id)) next.add(id)
      return next
    })
  const box = useSelectKey(toggle)
  const all = rows.length > 0 && selected.length === rows.length
  const head = (
    <>
      <Column>
        <input
          type="checkbox"
          aria-label="Select all on this page"
          checked={all}
          onChange={() => setChosen(new Set(all ? [] : rows.map(({ id }) => id)))}
          className="block size-4 accent-accent"
        />
      </Column>
      <Column>Token</Column>
      <Column>Error</Column>
      <Column>Runner</Column>
      <Column>Environment</Column>
      <Column>Status</Column>
      <Column end>Attempts</Column>
      <Column end>Failed</Column>
    </>
  )
  return (
    <div ref={box}>
      <Table label="Dead letters" head={head}>
        {rows.map((row) => (
          <Row key={row.id} data-id={row.id} className={chosen.has(row.id) ? 'bg-accent-soft' : ''}>
            <Cell part="extra" className="w-8">
              <input
                type="checkbox"
                aria-label={`Select ${row.token}`}
                checked={chosen.has(row.id)}
                onChange={() => toggle(row.id)}
                className="relative z-10 block size-4 accent-accent"
              />
            </Cell>
            <Cell part="main" className="font-mono">
              <RowLink href={`/dead-letters/${row.id}`}>{row.token}</RowLink>
            </Cell>
            <Cell grow title={row.error}>
              {causeTitles[row.cause]}: <span className="text-ink-muted">{row.error}</span>
            </Cell>
            <Cell>{row.runner}</Cell>
            <Cell>
              <EnvironmentMark name={row.environment} />
            </Cell>
            <Cell part="end">
              <Status status={row.status} />
            </Cell>
            <Cell part="extra" end className="tabular-nums">
              {row.attempts}
            </Cell>
            <Cell part="extra" end className="text-ink-muted">
              <RelativeTime at={row.createdAt} />
            </Cell>
          </Row>
        ))}
      </Table>
      {selected.length ? (
        <div className="sticky bottom-3 z-20 mx-auto mt-3 flex w-fit flex-wrap items-center gap-3 rounded-lg bg-raised px-3 py-2 shadow-overlay">
          <span aria-live="polite">{selected.length} selected</span>
          <Button size="sm" onClick={() => setChosen(new Set())}>
            Clear
          </Button>
          {mayClose && closed.length ? (
            <ConfirmWithReason
              label={`Open ${closed.length} again`}
              title="Open them again?"
              confirm="Open again"
              done="They are open again."
              act={reopen}
              input={{ ids: closed }}
            >
              They count as left to address. One whose token has taken effect meanwhile stays closed.
            </ConfirmWithReason>
          ) : null}
          {mayClose && open.length ? (
            <Button size="sm" onClick={() => setClosing(true)}>
              Close {open.length}…
            </Button>
          ) : null}
          {mayReplay && open.length ? (
            <ButtonLink size="sm" variant="primary" href={`/dead-letters/replay?ids=${open.join(',')}`}>
              Replay {open.length}…
            </ButtonLink>
          ) : null}
        </div>
      ) : null}
      {closing ? (
        <CloseDialog
          letters={{ ids: open }}
          count={open.length}
          close={close}
          onClose={(done) => {
            setClosing(false)
            if (done) setChosen(new Set())
          }}
        />
      ) : null}
    </div>
  )
}
