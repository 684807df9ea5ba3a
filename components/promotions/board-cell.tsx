'use client'

import { ArrowRight, Hand } from 'lucide-react'
import Link from 'next/link'
import { useState } from 'react'
import { Badge } from '#components/ui/badge.tsx'
import { classNames } from '#components/ui/class-names.ts'
import { shortDigest } from '#components/ui/digest.tsx'
import { EnvironmentMark } from '#components/ui/environment-mark.tsx'
import { IconButton } from '#components/ui/icon-button.tsx'
import { RelativeTime } from '#components/ui/relative-time.tsx'
import { Status } from '#components/ui/status.tsx'
import { wordsOf } from '#components/ui/status-words.ts'
import type { BoardActs, CellView, ComingView, Intent, RowView } from './board-moves.ts'
import { CellMenu } from './cell-menu.tsx'

type Props = {
  row: RowView
  cell: CellView
  higher: readonly string[]
  acts: BoardActs
  intend: (intent: Intent) => void
  /** The one that Tab reaches. */
  current: boolean
  /** Chosen as the first of two to compare. */
  marked: boolean
  /** What the next environment has is not this. */
  ready: boolean
  onDrag: (from: string | undefined) => void
}

/** What an environment has of a runner. Pressed, it offers what can be done; dragged to another, it asks to go there. */
export function BoardCell({ row, cell, higher, acts, intend, current, marked, ready, onDrag }: Props) {
  const { environment, version, artifactDigest, health, since, runs } = cell
  const [next] = higher
  const [open, setOpen] = useState(false)
  const said = wordsOf(health).word
  const title = runs.ended ? `${said}: ${runs.failed} of the last ${runs.ended} runs failed` : said
  return (
    <div
      className="flex items-start gap-1"
      // The menu would open, and the drag not begin, when the button goes down; it opens by the click instead.
      onPointerDownCapture={(event) => {
        if (event.target instanceof Element && event.target.closest('[data-cell]')) event.stopPropagation()
      }}
    >
      <CellMenu
        row={row}
        cell={cell}
        higher={higher}
        acts={acts}
        intend={intend}
        open={open}
        onOpenChange={setOpen}
        trigger={
          <button
            type="button"
            data-cell={cell.runnerId}
            tabIndex={current ? 0 : -1}
            draggable={acts.promote !== undefined && higher.length > 0}
            onDragStart={(event) => {
              event.dataTransfer.effectAllowed = 'move'
              event.dataTransfer.setData('text/plain', `${row.name} v${version}`)
              onDrag(environment)
            }}
            onDragEnd={() => onDrag(undefined)}
            onClick={() => setOpen(true)}
            className={classNames(
              'min-w-0 flex-1 rounded-md px-1.5 py-1 text-left hover:bg-hover focus-visible:outline-offset-0 max-sm:flex max-sm:items-center max-sm:gap-1.5',
              marked && 'bg-accent-soft',
            )}
          >
            <span className="sr-only">{`${row.name} in ${environment}: `}</span>
            <span aria-hidden className="sm:hidden">
              <EnvironmentMark name={environment} />
            </span>
            <span className="flex items-center gap-2">
              <span className="font-semibold tabular-nums">v{version}</span>
              <span title={artifactDigest} className="font-mono text-ink-muted text-sm max-lg:hidden">
                {shortDigest(artifactDigest)}
              </span>
              <span title={title} className="max-sm:hidden">
                <Status status={health} />
              </span>
              <span className="sm:hidden">
                <Status status={health} iconOnly />
              </span>
            </span>
            <span className="mt-0.5 flex flex-wrap items-center gap-1.5 text-ink-muted text-sm max-sm:mt-0">
              {since ? (
                <RelativeTime at={since} className="max-sm:hidden" />
              ) : (
                <span className="max-sm:hidden">never took work</span>
              )}
              <CellNotes cell={cell} />
            </span>
            {marked ? <span className="sr-only">, chosen to compare</span> : null}
          </button>
        }
      />
      {ready && next && acts.promote ? (
        <IconButton
          label={`Promote ${row.name} to ${next}`}
          icon={<ArrowRight />}
          tabIndex={-1}
          onClick={() => intend({ act: 'promote', row, from: environment, to: next })}
          className="mt-0.5 size-7 text-accent-text max-sm:hidden"
        />
      ) : null}
    </div>
  )
}

/** What is out of the ordinary: held, adrift, behind. */
function CellNotes({ cell }: { cell: CellView }) {
  return (
    <>
      {cell.held ? (
        <Badge tone="wait" icon={<Hand aria-hidden />}>
          <span title={`${cell.heldBy}: ${cell.held}`}>Held</span>
        </Badge>
      ) : null}
      {cell.drifted ? (
        <Badge tone="adrift">
          <span title="What was applied is not what the record and the environment’s variables say.">Drifted</span>
        </Badge>
      ) : null}
      {cell.behind ? (
        <Badge>
          <span title="How many versions the environments before are ahead.">{cell.behind} behind</span>
        </Badge>
      ) : null}
    </>
  )
}

/** What is on its way to a cell; failing that, what did not arrive there last. */
export function ComingNote({ coming, cell }: { coming: ComingView | undefined; cell: CellView | undefined }) {
  const last = cell?.comingId
    ? { id: cell.comingId, status: cell.comingStatus ?? '', version: cell.comingVersion }
    : undefined
  const shown = coming ?? last
  if (!shown) return null
  return (
    <Link
      href={`/deployments/${shown.id}`}
      tabIndex={-1}
      className="ml-1.5 inline-flex items-center gap-1.5 text-sm hover:underline max-sm:hidden"
    >
      <span className="text-ink-muted">v{shown.version}</span>
      <Status status={shown.status} />
    </Link>
  )
}
