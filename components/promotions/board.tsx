'use client'

import Link from 'next/link'
import { useRef, useState } from 'react'
import { classNames } from '#components/ui/class-names.ts'
import { EnvironmentMark } from '#components/ui/environment-mark.tsx'
import { KeyHint } from '#components/ui/key-hint.tsx'
import { digestLines } from '#lib/promotions/digest-lines.ts'
import { BoardCell, ComingNote } from './board-cell.tsx'
import type { BoardActs, EnvironmentView, Intent, RowView } from './board-moves.ts'
import { DigestLine } from './digest-line.tsx'
import { HoldDialog } from './hold-dialog.tsx'
import { MoveDialog } from './move-dialog.tsx'
import { useBoardKeys } from './use-board-keys.ts'
import { useBoardLive } from './use-board-live.ts'

type Props = { environments: readonly EnvironmentView[]; rows: readonly RowView[]; acts: BoardActs }

/** Runners by environments. Lines join equal digests; what is dragged, pressed or keyed asks the same question first. */
export function Board({ environments, rows, acts }: Props) {
  const box = useRef<HTMLTableElement>(null)
  const [intent, setIntent] = useState<Intent>()
  const keys = useBoardKeys(box, rows, environments, acts, setIntent)
  useBoardLive()
  const close = () => setIntent(undefined)
  return (
    <>
      <div className="overflow-x-auto rounded-lg border bg-surface">
        <table
          ref={box}
          aria-label="Promotion board"
          onKeyDownCapture={keys.press}
          className="w-full border-collapse text-left max-sm:block"
        >
          <thead className="max-sm:sr-only">
            <tr className="border-b">
              <th scope="col" className="h-9 w-56 px-3 font-medium text-ink-muted text-sm">
                Runner
              </th>
              {environments.map((environment) => (
                <th key={environment.name} scope="col" className="px-2 font-medium text-sm">
                  <EnvironmentMark name={environment.name} className="ml-1.5" />
                  <span className="ml-2 font-normal text-ink-muted">{gateWords(environment)}</span>
                </th>
              ))}
            </tr>
          </thead>
          <tbody className="max-sm:block">
            {rows.map((row) => (
              <BoardLine key={row.id} row={row} {...{ environments, acts, keys }} intend={setIntent} />
            ))}
          </tbody>
        </table>
      </div>
      <p className="mt-2 flex flex-wrap items-center gap-x-4 gap-y-1 text-ink-muted text-sm max-sm:hidden">
        <span>
          <KeyHint keys={['←', '→', '↑', '↓']} /> move
        </span>
        {acts.promote ? (
          <span>
            <KeyHint keys={['p']} /> promote
          </span>
        ) : null}
        {acts.hold ? (
          <span>
            <KeyHint keys={['h']} /> hold
          </span>
        ) : null}
        {acts.rollBack ? (
          <span>
            <KeyHint keys={['b']} /> roll back
          </span>
        ) : null}
        <span aria-live="polite">
          <KeyHint keys={['d']} /> {keys.marked ? 'on a second cell compares the two' : 'compare two cells'}
        </span>
      </p>
      {intent?.act === 'promote' ? (
        <MoveDialog
          move={{ kind: 'promote', manifestId: intent.row.id, name: intent.row.name, from: intent.from, to: intent.to }}
          acts={acts}
          onClose={close}
        />
      ) : null}
      {intent?.act === 'rollback' ? (
        <MoveDialog
          move={{ kind: 'rollback', manifestId: intent.row.id, name: intent.row.name, from: intent.in, to: intent.in }}
          acts={acts}
          onClose={close}
        />
      ) : null}
      {intent?.act === 'hold' ? (
        <HoldDialog name={intent.row.name} cell={intent.cell} acts={acts} onClose={close} />
      ) : null}
    </>
  )
}

type LineProps = {
  row: RowView
  environments: readonly EnvironmentView[]
  acts: BoardActs
  intend: (intent: Intent) => void
  keys: { current: string | undefined; marked: string | undefined }
}

function BoardLine({ row, environments, acts, intend, keys }: LineProps) {
  const [from, setFrom] = useState<string>()
  const [over, setOver] = useState<string>()
  const joints = digestLines(row.cells.map((cell) => cell?.artifactDigest))
  return (
    <tr className="border-b last:border-b-0 max-sm:flex max-sm:flex-wrap max-sm:items-center max-sm:px-2 max-sm:py-1.5">
      <th scope="row" className="px-3 py-2 align-top font-medium max-sm:w-full max-sm:px-1.5 max-sm:py-1 sm:pt-5.5">
        <Link href={`/manifests/${row.id}`} className="hover:underline">
          {row.name}
        </Link>
      </th>
      {environments.map(({ name }, at) => {
        const cell = row.cells[at]
        const higher = environments.slice(at + 1).map((environment) => environment.name)
        const after = row.cells[at + 1]
        return (
          <td
            key={name}
            onDragOver={(event) => {
              if (!from || from === name) return
              event.preventDefault()
              setOver(name)
            }}
            onDragLeave={() => setOver(undefined)}
            onDrop={(event) => {
              event.preventDefault()
              setOver(undefined)
              if (from && from !== name) intend({ act: 'promote', row, from, to: name })
            }}
            className={classNames(
              'min-w-40 px-2 py-1.5 align-top max-sm:min-w-0 max-sm:p-0',
              from && from !== name && 'bg-sunken',
              over === name && 'bg-accent-soft',
            )}
          >
            <DigestLine joint={joints[at] ?? { left: false, right: false, passes: false }} stop={cell !== undefined} />
            {cell ? (
              <BoardCell
                {...{ row, cell, higher, acts, intend }}
                current={keys.current === cell.runnerId}
                marked={keys.marked === cell.runnerId}
                ready={isReady(cell, after, higher.length > 0 && !row.coming[at + 1])}
                onDrag={setFrom}
              />
            ) : (
              <span className="px-1.5 text-ink-faint max-sm:hidden">
                <span aria-hidden>–</span>
                <span className="sr-only">nothing in {name}</span>
              </span>
            )}
            <ComingNote coming={row.coming[at]} cell={cell} />
          </td>
        )
      })}
    </tr>
  )
}

/** It takes work, is not held, and what comes after has something else, with nothing on its way. */
function isReady(cell: RowView['cells'][number], after: RowView['cells'][number], hasNext: boolean): boolean {
  if (!cell || !hasNext || cell.status !== 'active' || cell.held) return false
  return after?.artifactDigest !== cell.artifactDigest || after.version !== cell.version
}

function gateWords({ approvalsRequired, requirePrevious }: EnvironmentView): string {
  const people = approvalsRequired ? [`${approvalsRequired} must approve`] : []
  return [...people, ...(requirePrevious ? ['by promotion only'] : [])].join(', ')
}
