'use client'

import { useState } from 'react'
import { Status } from '#components/ui/status.tsx'
import { cellKey, type EffectiveCell } from '#lib/policy/matrix/effective-matrix.ts'
import { MatrixMark } from './matrix-mark.tsx'
import { MatrixTable, saySpot, spotAt } from './matrix-table.tsx'

/** What a tenant is offered in one place for one kind of data; a pressed cell says who decided. */
export function MatrixView({ cells }: { cells: readonly EffectiveCell[] }) {
  const [at, setAt] = useState({ row: 0, column: 0 })
  const [asked, setAsked] = useState(false)
  const known = new Map(cells.map((cell) => [cellKey(cell), cell]))
  const spot = spotAt(at)
  const chosen = known.get(cellKey(spot))
  return (
    <>
      <MatrixTable
        label="Tenant matrix"
        at={at}
        onMove={(to) => {
          setAt(to)
          setAsked(true)
        }}
        onPress={(place) => {
          setAt(place)
          setAsked(true)
        }}
        cell={(one) => {
          const cell = known.get(cellKey(one))
          const allowed = cell?.allowed ?? false
          return {
            name: `${saySpot(one)}: ${allowed ? 'offered' : 'not offered'}`,
            look: `hover:bg-hover ${asked && cellKey(one) === cellKey(spot) ? 'bg-sunken ring-1 ring-accent ring-inset' : ''}`,
            content: <MatrixMark allowed={allowed} />,
          }
        }}
      />
      <p aria-live="polite" className="mt-2 min-h-5 text-ink-muted">
        {asked && chosen ? (
          <>
            <Status status={chosen.allowed ? 'allowed' : 'denied'} /> <span className="text-ink">{saySpot(spot)}</span>:{' '}
            {chosen.why}.
          </>
        ) : (
          'Press a cell to read who decided it.'
        )}
      </p>
    </>
  )
}
