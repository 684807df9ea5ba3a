'use client'

import dynamic from 'next/dynamic'
import { useSearchParams } from 'next/navigation'
import { useState } from 'react'
import { Button } from '#components/ui/button.tsx'
import { shortDigest } from '#components/ui/digest.tsx'
import { RelativeTime } from '#components/ui/relative-time.tsx'
import { Cell, Column, Row, RowLink, Table } from '#components/ui/table.tsx'
import type { SeverityName } from '#lib/artifacts/severities.ts'
import { MAX_TRIAGED, type TriageStatusName } from '#lib/findings/words.ts'
import { type PlacedRunner, RunsIn } from './runs-in.tsx'
import { SeverityMark } from './severity-mark.tsx'
import type { TriageDialogProps } from './triage-dialog.tsx'
import { TriageMark } from './triage-mark.tsx'
import { useSelectKey } from './use-select-key.ts'

const TriageDialog = dynamic(() => import('./triage-dialog.tsx').then((file) => file.TriageDialog))

export type FindingListRow = {
  id: string
  severity: SeverityName
  rule: string
  component: string | null
  version: string | null
  path: string | null
  message: string
  status: TriageStatusName
  statusUntil: Date | null
  firstSeenAt: Date
  waiverId: string | null
  digest: string
  runners: PlacedRunner[]
}

type Props = {
  rows: readonly FindingListRow[]
  /** Leaves out what would be the same in every row. */
  ofOneArtifact?: boolean
} & Pick<TriageDialogProps, 'triage' | 'preview' | 'mayTriage' | 'mayDecide'>

/** Findings, one a row; `x` takes the row one is on into the selection, and what is selected is triaged together. */
export function FindingsList({ rows, ofOneArtifact = false, ...acts }: Props) {
  const search = useSearchParams()
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set())
  const [asking, setAsking] = useState(false)
  const selected = rows.filter(({ id }) => chosen.has(id))
  const toggle = (id: string) =>
    setChosen((before) => {
      const next = new Set(before)
      if (!next.delete(id) && next.size < MAX_TRIAGED) next.add(id)
      return next
    })
  const box = useSelectKey(toggle)
  const open = (id: string) => {
    const query = new URLSearchParams(search)
    query.set('finding', id)
    return `?${query}`
  }
  return (
    <div ref={box}>
      <Table label="Findings" head={<Heads selectable={acts.mayTriage} ofOneArtifact={ofOneArtifact} />}>
        {rows.map((row) => (
          <Row key={row.id} data-id={row.id} className={chosen.has(row.id) ? 'bg-accent-soft' : ''}>
            {acts.mayTriage ? (
              <Cell part="extra" className="w-8">
                <input
                  type="checkbox"
                  aria-label={`Select ${row.rule} ${row.component ?? row.path ?? ''}`}
                  checked={chosen.has(row.id)}
                  onChange={() => toggle(row.id)}
                  className="relative z-10 block size-4 accent-accent"
                />
              </Cell>
            ) : null}
            <Cell part="end">
              <SeverityMark severity={row.severity} />
            </Cell>
            <Cell part="main" grow title={row.message}>
              <RowLink href={open(row.id)} scroll={false}>
                {row.rule}
              </RowLink>{' '}
              <span className="text-ink-muted">{whatOf(row)}</span>
            </Cell>
            {ofOneArtifact ? null : (
              <>
                <Cell part="extra" className="font-mono text-ink-muted text-sm">
                  {shortDigest(row.digest)}
                </Cell>
                <Cell>
                  <RunsIn runners={row.runners} />
                </Cell>
              </>
            )}
            <Cell>
              <TriageMark status={row.status} until={row.statusUntil} waived={row.waiverId !== null} />
            </Cell>
            <Cell part="extra" end className="text-ink-muted">
              <RelativeTime at={row.firstSeenAt} />
            </Cell>
          </Row>
        ))}
      </Table>
      {selected.length ? (
        <div className="sticky bottom-3 z-20 mx-auto mt-3 flex w-fit items-center gap-3 rounded-lg bg-raised px-3 py-2 shadow-overlay">
          <span aria-live="polite">{selected.length} selected</span>
          <Button size="sm" onClick={() => setChosen(new Set())}>
            Clear
          </Button>
          <Button size="sm" variant="primary" onClick={() => setAsking(true)}>
            Triage {selected.length}
          </Button>
        </div>
      ) : null}
      {asking ? (
        <TriageDialog
          findings={selected}
          {...acts}
          onClose={(done) => {
            setAsking(false)
            if (done) setChosen(new Set())
          }}
        />
      ) : null}
    </div>
  )
}

/** Where it is, and what is wrong there. A message begins with the component already. */
function whatOf({ component, version, message }: FindingListRow): string {
  if (!component) return message
  const named = `${component} ${version ?? ''}`.trim()
  return message.startsWith(named) || message.startsWith(component) ? message : `${named}: ${message}`
}

function Heads({ selectable, ofOneArtifact }: { selectable: boolean; ofOneArtifact: boolean }) {
  return (
    <>
      {selectable ? (
        <Column>
          <span className="sr-only">Selected</span>
        </Column>
      ) : null}
      <Column>Severity</Column>
      <Column>Finding</Column>
      {ofOneArtifact ? null : (
        <>
          <Column>Artifact</Column>
          <Column>Runs in</Column>
        </>
      )}
      <Column>Status</Column>
      <Column end>First seen</Column>
    </>
  )
}
