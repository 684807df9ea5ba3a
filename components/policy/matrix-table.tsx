'use client'

import { type KeyboardEvent, type ReactNode, useRef } from 'react'
import { ScrollBox } from '#components/ui/scroll-box.tsx'
import {
  classRules,
  type NetworkProfileName,
  networkProfiles,
  profileTitles,
  type RunnerClassName,
  type RunnerSize,
  runnerClasses,
} from '#lib/manifests/classes.ts'

export type MatrixSpot = { class: RunnerClassName; size: RunnerSize; profile: NetworkProfileName }
export type GridPlace = { row: number; column: number }

/** The lines of the grid: every size of every class. */
export const matrixLines = runnerClasses.flatMap((name) =>
  classRules[name].sizes.map((size) => ({ class: name, size })),
)

const shortTitles: Record<NetworkProfileName, string> = {
  public_vpc_egress: 'Public',
  private_vpc: 'VPC',
  privatelink: 'Link',
  vpn: 'VPN',
  on_premise_agent: 'On prem',
}

const headTitles: Record<NetworkProfileName, string> = {
  public_vpc_egress: 'Public egress',
  private_vpc: 'Private VPC',
  privatelink: 'PrivateLink',
  vpn: 'VPN',
  on_premise_agent: 'On premises',
}

/** The combination at a place of the grid. */
export function spotAt({ row, column }: GridPlace): MatrixSpot {
  const line = matrixLines[row] ?? matrixLines[0]
  const profile = networkProfiles[column] ?? networkProfiles[0]
  if (!line) throw new Error('the grid has lines')
  return { ...line, profile }
}

/** A combination as people read it: “Serverless small on VPN”. */
export const saySpot = ({ class: name, size, profile }: MatrixSpot) =>
  `${classRules[name].title} ${size} on ${profileTitles[profile]}`

type Props = {
  label: string
  /** The cell that the tab key comes to. */
  at: GridPlace
  /** Arrow keys, Home and End move; with shift they extend a range. */
  onMove(to: GridPlace, extend: boolean): void
  /** Keys that mean nothing to a grid by itself. */
  onKey?(event: KeyboardEvent): void
  /** What the cell is called, shows and does; drawn inside its button. */
  cell(
    spot: MatrixSpot,
    place: GridPlace,
  ): { name: string; pressed?: boolean; look: string; content: ReactNode; mark?: ReactNode }
  /** `keyboard`: by the space bar, which then is about everything chosen. */
  onPress(place: GridPlace, how: { shift: boolean; keyboard: boolean }): void
  /** Drawn instead of the plain name of a column or of a line. */
  columnHead?(column: number, title: ReactNode): ReactNode
  lineHead?(row: number, title: ReactNode): ReactNode
}

/** Classes and sizes by network profiles, as a grid that keys walk through. */
export function MatrixTable({ label, at, onMove, onKey, cell, onPress, columnHead, lineHead }: Props) {
  const table = useRef<HTMLTableElement>(null)
  const moveBy = (event: KeyboardEvent) => {
    const to = nextPlace(event.key, at)
    if (!to) return onKey?.(event)
    event.preventDefault()
    onMove(to, event.shiftKey)
    table.current?.querySelector<HTMLElement>(`[data-place="${to.row},${to.column}"]`)?.focus()
  }
  return (
    <ScrollBox label={label}>
      {/* biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: a grid is a table that keys walk through */}
      <table ref={table} role="grid" aria-label={label} className="w-full text-left sm:table-fixed" onKeyDown={moveBy}>
        <thead>
          <tr className="border-b">
            <th scope="col" className="px-2 py-2 font-medium text-ink-muted sm:w-52 sm:px-3">
              Class and size
            </th>
            {networkProfiles.map((profile, column) => (
              <th key={profile} scope="col" className="px-0.5 py-2 text-center font-medium text-ink-muted text-sm">
                {columnHead ? columnHead(column, <ProfileName profile={profile} />) : <ProfileName profile={profile} />}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {matrixLines.map((line, row) => (
            <tr
              key={`${line.class}/${line.size}`}
              className={matrixLines[row - 1]?.class === line.class ? '' : 'border-t first:border-t-0'}
            >
              <th scope="row" className="whitespace-nowrap px-2 py-0.5 font-normal sm:px-3">
                {lineHead ? lineHead(row, <LineName {...line} />) : <LineName {...line} />}
              </th>
              {networkProfiles.map((profile, column) => {
                const { name, pressed, look, content, mark } = cell({ ...line, profile }, { row, column })
                return (
                  <td key={profile} className="p-0.5 text-center">
                    <button
                      type="button"
                      data-place={`${row},${column}`}
                      tabIndex={at.row === row && at.column === column ? 0 : -1}
                      aria-label={name}
                      aria-pressed={pressed}
                      onClick={({ shiftKey, detail }) =>
                        onPress({ row, column }, { shift: shiftKey, keyboard: detail === 0 })
                      }
                      className={`relative inline-flex h-7 w-full min-w-11 items-center justify-center gap-1 rounded-md text-xs focus-visible:outline-offset-[-2px] ${look}`}
                    >
                      {content}
                      {mark}
                    </button>
                  </td>
                )
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollBox>
  )
}

function ProfileName({ profile }: { profile: NetworkProfileName }) {
  return (
    <>
      <span className="hidden sm:inline">{headTitles[profile]}</span>
      <span className="sm:hidden">{shortTitles[profile]}</span>
    </>
  )
}

function LineName({ class: name, size }: { class: RunnerClassName; size: RunnerSize }) {
  return (
    <>
      <span className="max-sm:block max-sm:text-xs">{classRules[name].title}</span>{' '}
      <span className="text-ink-muted">{size}</span>
    </>
  )
}

function nextPlace(key: string, { row, column }: GridPlace): GridPlace | undefined {
  const [lastRow, lastColumn] = [matrixLines.length - 1, networkProfiles.length - 1]
  switch (key) {
    case 'ArrowUp':
      return { row: Math.max(0, row - 1), column }
    case 'ArrowDown':
      return { row: Math.min(lastRow, row + 1), column }
    case 'ArrowLeft':
      return { row, column: Math.max(0, column - 1) }
    case 'ArrowRight':
      return { row, column: Math.min(lastColumn, column + 1) }
    case 'Home':
      return { row, column: 0 }
    case 'End':
      return { row, column: lastColumn }
    default:
      return undefined
  }
}
