'use client'

import { ArrowRight, Diff, Hand, Rocket, Server, Undo2 } from 'lucide-react'
import type { ReactNode } from 'react'
import { DropdownMenu, MenuHeading, MenuItem, MenuLine, MenuLink } from '#components/ui/dropdown-menu.tsx'
import type { BoardActs, CellView, Intent, RowView } from './board-moves.ts'

type Props = {
  row: RowView
  cell: CellView
  /** Environments after this one, nearest first. */
  higher: readonly string[]
  acts: BoardActs
  intend: (intent: Intent) => void
  trigger: ReactNode
  open: boolean
  onOpenChange: (open: boolean) => void
}

/** What can be done with a cell, and with which others of its row it can be compared. */
export function CellMenu({ row, cell, higher, acts, intend, ...menu }: Props) {
  const { environment, runnerId } = cell
  const others = row.cells.filter((other) => other !== undefined && other.runnerId !== runnerId)
  return (
    <DropdownMenu {...menu} label={`${row.name} in ${environment}`} align="start" className="w-64">
      <MenuHeading>
        {row.name} v{cell.version} in {environment}
      </MenuHeading>
      {acts.promote
        ? higher.map((to) => (
            <MenuItem
              key={to}
              icon={<ArrowRight aria-hidden />}
              onSelect={() => intend({ act: 'promote', row, from: environment, to })}
            >
              Promote to {to}…
            </MenuItem>
          ))
        : null}
      {acts.hold && acts.release ? (
        <MenuItem icon={<Hand aria-hidden />} onSelect={() => intend({ act: 'hold', row, cell })}>
          {cell.holdId ? 'Release…' : 'Hold…'}
        </MenuItem>
      ) : null}
      {acts.rollBack ? (
        <MenuItem icon={<Undo2 aria-hidden />} onSelect={() => intend({ act: 'rollback', row, in: environment })}>
          Roll back…
        </MenuItem>
      ) : null}
      <MenuLine />
      {others.map((other) => (
        <MenuLink
          key={other?.runnerId}
          href={`/promotions/diff?a=${runnerId}&b=${other?.runnerId}`}
          icon={<Diff aria-hidden />}
        >
          Compare with {other?.environment}
        </MenuLink>
      ))}
      <MenuLink href={`/catalog/${runnerId}`} icon={<Server aria-hidden />}>
        Open the runner
      </MenuLink>
      <MenuLink href={`/deployments/${cell.deploymentId}`} icon={<Rocket aria-hidden />}>
        The deployment that brought it
      </MenuLink>
    </DropdownMenu>
  )
}
