'use client'

import { Check, X } from 'lucide-react'
import { type KeyboardEvent, useMemo, useState } from 'react'
import { networkProfiles } from '#lib/manifests/classes.ts'
import {
  byKey,
  type CellState,
  changedKeys,
  nextState,
  rowKey,
  setCells,
  stateOf,
} from '#lib/policy/matrix/edit-matrix.ts'
import { ANY, type MatrixScope, matrixScopes } from '#lib/policy/matrix/matrix-words.ts'
import { appliesTo, nearness, resolveOffer } from '#lib/policy/matrix/resolve-offer.ts'
import { saySource } from '#lib/policy/matrix/say-offer.ts'
import type { MatrixRow, ScopedRow } from '#lib/policy/matrix/schema.ts'
import { type GridPlace, type MatrixSpot, MatrixTable, matrixLines, saySpot, spotAt } from './matrix-table.tsx'

type Place = Pick<MatrixRow, 'environment' | 'classification'>

type Props = {
  scope: MatrixScope
  owner: string
  place: Place
  rows: readonly MatrixRow[]
  active: readonly MatrixRow[]
  around: readonly ScopedRow[]
  editable: boolean
  onEdit(rows: MatrixRow[]): void
}

/** A layer's matrix in one place: what it says itself, what it inherits and from whom, and what is changed. */
export function MatrixEditorGrid({ scope, owner, place, rows, active, around, editable, onEdit }: Props) {
  const [at, setAt] = useState<GridPlace>({ row: 0, column: 0 })
  const [anchor, setAnchor] = useState<GridPlace>(at)
  const own = useMemo(() => byKey(rows), [rows])
  const changed = useMemo(() => changedKeys(active, rows), [active, rows])
  const chosen = useMemo(() => spotsBetween(anchor, at), [anchor, at])
  const several = chosen.length > 1
  const set = (spots: readonly MatrixSpot[], state: CellState) => {
    if (editable) onEdit(setCells(rows, spots, place, state))
  }
  const turn = (spots: readonly MatrixSpot[], lead: MatrixSpot) => set(spots, nextState(stateOf(own, lead, place)))
  const onKey = (event: KeyboardEvent) => {
    const state = keyStates[event.key.toLowerCase()]
    if (!state || event.ctrlKey || event.metaKey || event.altKey) return
    event.preventDefault()
    set(chosen, state)
  }
  const inherited = (spot: MatrixSpot) => inheritedBy(spot, place, { scope, rows, around })
  return (
    <>
      <MatrixTable
        label="Matrix of the draft"
        at={at}
        onKey={onKey}
        onMove={(to, extend) => {
          setAt(to)
          if (!extend) setAnchor(to)
        }}
        onPress={(to, { shift, keyboard }) => {
          if (keyboard) return turn(chosen, spotAt(at))
          setAt(to)
          // A shift-press carries what the first cell says over the range, as in lists of boxes.
          if (shift) return set(spotsBetween(anchor, to), stateOf(own, spotAt(anchor), place))
          setAnchor(to)
          turn([spotAt(to)], spotAt(to))
        }}
        lineHead={(row, title) => (
          <HeadButton disabled={!editable} onPress={() => turn(lineSpots(row), spotAt({ row, column: 0 }))}>
            {title}
          </HeadButton>
        )}
        columnHead={(column, title) => (
          <HeadButton disabled={!editable} onPress={() => turn(columnSpots(column), spotAt({ row: 0, column }))}>
            {title}
          </HeadButton>
        )}
        cell={(spot) => {
          const state = stateOf(own, spot, place)
          const from = inherited(spot)
          const isChanged = changed.has(rowKey({ ...spot, ...place }))
          const isChosen =
            several && chosen.some((one) => rowKey({ ...one, ...place }) === rowKey({ ...spot, ...place }))
          return {
            name: `${saySpot(spot)}: ${state === 'inherited' ? `inherited, ${from.allowed ? 'allowed' : 'denied'} by ${from.from}` : state}${isChanged ? ', changed' : ''}`,
            look: `${looks[state]} ${isChosen ? 'ring-2 ring-accent ring-inset' : ''}`,
            content: <Content state={state} allowed={from.allowed} from={from.from} />,
            mark: isChanged ? (
              <span aria-hidden className="absolute top-0.5 right-0.5 size-1.5 rounded-full bg-accent" />
            ) : null,
          }
        }}
      />
      <p aria-live="polite" className="mt-2 min-h-5 text-ink-muted">
        {several
          ? `${chosen.length} cells chosen.`
          : sayCell(spotAt(at), stateOf(own, spotAt(at), place), inherited(spotAt(at)), owner)}{' '}
        {several ? null : sayOutweighed(spotAt(at), place, scope, around, owner)}
      </p>
    </>
  )
}

const looks: Record<CellState, string> = {
  allowed: 'bg-good-soft text-good',
  denied: 'bg-bad-soft text-bad',
  inherited: 'hover:bg-hover text-ink-faint',
}

const keyStates: Record<string, CellState> = {
  a: 'allowed',
  d: 'denied',
  i: 'inherited',
  backspace: 'inherited',
  delete: 'inherited',
}

function Content({ state, allowed, from }: { state: CellState; allowed: boolean; from: string }) {
  const Icon = (state === 'inherited' ? allowed : state === 'allowed') ? Check : X
  return (
    <>
      <Icon aria-hidden className="size-4" strokeWidth={state === 'inherited' ? 1.5 : 2.5} />
      <span className="hidden sm:inline">
        {state === 'inherited' ? <span className="text-ink-muted">{from}</span> : state}
      </span>
    </>
  )
}

function HeadButton(props: { disabled: boolean; onPress(): void; children: React.ReactNode }) {
  return (
    <button
      type="button"
      title="Turn all of it"
      disabled={props.disabled}
      onClick={props.onPress}
      className="rounded-sm px-1 py-0.5 text-left enabled:hover:bg-hover enabled:hover:text-ink"
    >
      {props.children}
      <span className="sr-only">: turn every cell</span>
    </button>
  )
}

type Layers = { scope: MatrixScope; rows: readonly MatrixRow[]; around: readonly ScopedRow[] }
type Inherited = { allowed: boolean; from: string; by?: ScopedRow }

/** What holds where the layer says nothing about exactly this place: its own wider rows, then the wider layers. */
function inheritedBy(spot: MatrixSpot, place: Place, { scope, rows, around }: Layers): Inherited {
  const narrowness = nearness(place)
  const own = rows
    .filter((row) => appliesTo(row, place) && nearness(row) < narrowness)
    .map((row) => ({ ...row, scope, version: 0 }))
  const wider = around.filter((row) => matrixScopes.indexOf(row.scope) > matrixScopes.indexOf(scope))
  const { allowed, by } = resolveOffer([...own, ...wider], { ...spot, ...place })
  if (!by) return { allowed, from: 'nobody' }
  return { allowed, by, from: by.scope === scope ? wideness(by) : by.scope }
}

const wideness = ({ environment, classification }: ScopedRow) =>
  environment !== ANY ? environment : classification !== ANY ? classification : 'everywhere'

function sayCell(spot: MatrixSpot, state: CellState, { allowed, from, by }: Inherited, owner: string): string {
  const otherwise = by
    ? `${allowed ? 'allowed' : 'denied'} by ${saySource(by, owner)}`
    : 'denied, since nobody allows it'
  if (state !== 'inherited') return `${saySpot(spot)}: ${state} here; without that it would be ${otherwise}.`
  return `${saySpot(spot)}: says nothing here, so it is ${from === 'nobody' ? 'denied, since nobody allows it' : otherwise}.`
}

/** Where a narrower layer decides anyway. */
function sayOutweighed(
  spot: MatrixSpot,
  place: Place,
  scope: MatrixScope,
  around: readonly ScopedRow[],
  owner: string,
) {
  const narrower = around.filter((row) => matrixScopes.indexOf(row.scope) < matrixScopes.indexOf(scope))
  const { allowed, by } = resolveOffer(narrower, { ...spot, ...place })
  return by ? `Whatever this says, it is ${allowed ? 'allowed' : 'denied'} by ${saySource(by, owner)}.` : ''
}

const lineSpots = (row: number) => networkProfiles.map((_, column) => spotAt({ row, column }))
const columnSpots = (column: number) => matrixLines.map((_, row) => spotAt({ row, column }))

function spotsBetween(one: GridPlace, other: GridPlace): MatrixSpot[] {
  const between = (from: number, to: number) =>
    Array.from({ length: Math.abs(from - to) + 1 }, (_, step) => Math.min(from, to) + step)
  return between(one.row, other.row).flatMap((row) =>
    between(one.column, other.column).map((column) => spotAt({ row, column })),
  )
}
