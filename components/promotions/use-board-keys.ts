'use client'

import { useRouter } from 'next/navigation'
import { type KeyboardEvent, type RefObject, useState } from 'react'
import type { BoardActs, CellView, EnvironmentView, Intent, RowView } from './board-moves.ts'

type Place = { row: number; column: number }

const steps: Record<string, Place> = {
  ArrowLeft: { row: 0, column: -1 },
  ArrowRight: { row: 0, column: 1 },
  ArrowUp: { row: -1, column: 0 },
  ArrowDown: { row: 1, column: 0 },
}

/**
 * The keys of the board: arrows go from cell to cell, p promotes, h holds or releases, b rolls back, d chooses one to
 * compare and, on a second, compares. `current` is the cell that Tab reaches.
 */
export function useBoardKeys(
  box: RefObject<HTMLElement | null>,
  rows: readonly RowView[],
  environments: readonly EnvironmentView[],
  acts: BoardActs,
  intend: (intent: Intent) => void,
) {
  const router = useRouter()
  const [current, setCurrent] = useState<string>()
  const [marked, setMarked] = useState<string>()
  const first = rows.flatMap(({ cells }) => cells).find((cell) => cell !== undefined)?.runnerId

  const placeOf = (runnerId: string): Place | undefined => {
    for (const [row, { cells }] of rows.entries()) {
      const column = cells.findIndex((cell) => cell?.runnerId === runnerId)
      if (column >= 0) return { row, column }
    }
    return undefined
  }
  const go = (from: Place, step: Place) => {
    const next = nearest(rows, from, step)
    if (!next) return
    setCurrent(next.runnerId)
    box.current?.querySelector<HTMLElement>(`[data-cell="${next.runnerId}"]`)?.focus()
  }
  const press = (event: KeyboardEvent) => {
    const runnerId = event.target instanceof HTMLElement ? event.target.dataset.cell : undefined
    const place = runnerId ? placeOf(runnerId) : undefined
    const row = place && rows[place.row]
    const cell = place && row?.cells[place.column]
    if (!place || !row || !cell || event.metaKey || event.ctrlKey || event.altKey) return
    const done = () => {
      // The cell's menu would open by the same key.
      event.preventDefault()
      event.stopPropagation()
    }
    const step = steps[event.key]
    const next = environments[place.column + 1]?.name
    if (step) {
      done()
      go(place, step)
    } else if (event.key === 'p' && acts.promote && next) {
      done()
      intend({ act: 'promote', row, from: cell.environment, to: next })
    } else if (event.key === 'h' && acts.hold) {
      done()
      intend({ act: 'hold', row, cell })
    } else if (event.key === 'b' && acts.rollBack) {
      done()
      intend({ act: 'rollback', row, in: cell.environment })
    } else if (event.key === 'd') {
      done()
      if (marked && marked !== cell.runnerId) router.push(`/promotions/diff?a=${marked}&b=${cell.runnerId}`)
      else setMarked(marked ? undefined : cell.runnerId)
    } else if (event.key === 'Escape' && marked) {
      done()
      setMarked(undefined)
    }
  }
  return { current: current && placeOf(current) ? current : first, marked, press }
}

/** The next cell in a direction that has something in it: within the row, or the nearest column of a row beyond. */
function nearest(rows: readonly RowView[], from: Place, step: Place): CellView | undefined {
  if (step.column) {
    const cells = rows[from.row]?.cells ?? []
    for (let column = from.column + step.column; column >= 0 && column < cells.length; column += step.column) {
      if (cells[column]) return cells[column]
    }
    return undefined
  }
  for (let row = from.row + step.row; row >= 0 && row < rows.length; row += step.row) {
    const cells = rows[row]?.cells ?? []
    const same = cells[from.column] ?? cells.find((cell) => cell !== undefined)
    if (same) return same
  }
  return undefined
}
