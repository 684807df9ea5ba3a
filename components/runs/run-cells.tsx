import type { ReactNode } from 'react'
import { EnvironmentMark } from '#components/ui/environment-mark.tsx'
import { RelativeTime } from '#components/ui/relative-time.tsx'
import { Status } from '#components/ui/status.tsx'
import { wordsOf } from '#components/ui/status-words.ts'
import { type CellProps, RowLink } from '#components/ui/table.tsx'
import { classRules, type RunnerClassName } from '#lib/manifests/classes.ts'
import type { RunColumnName } from '#lib/runs/run-columns.ts'
import { causeTitles, type RunCause } from '#lib/runs/run-words.ts'
import { sayDuration } from '#lib/say-duration.ts'
import { sayRunCost } from './say-run-cost.ts'

export type RunRow = {
  id: string
  token: string
  origin: string
  status: string
  attempt: number
  cause: RunCause | null
  reason: string | null
  coldStart: boolean | null
  durationMs: number | null
  maxMemoryMib: number | null
  /** Micro-dollars. */
  costMicros: string | null
  correlationId: string | null
  runnerClass: RunnerClassName
  createdAt: Date
  startedAt: Date | null
  runner: { name: string; pipeline: string; environment: { name: string } }
}

type Drawn = {
  /** How the cell behaves; figures line up on the right. */
  cell?: Omit<CellProps, 'children' | 'title'>
  title?: (row: RunRow) => string | undefined
  draw: (row: RunRow) => ReactNode
}

const extra = { part: 'extra', className: 'text-ink-muted' } as const
const figure = { part: 'extra', end: true, className: 'tabular-nums' } as const
const long = { part: 'extra', grow: true, className: 'text-ink-muted' } as const
const code = { part: 'extra', grow: true, className: 'font-mono text-ink-muted text-sm' } as const

/** How each column of the list is drawn. */
export const runCells: Record<RunColumnName, Drawn> = {
  runner: { cell: { part: 'main' }, draw: (row) => <RowLink href={`/runs/${row.id}`}>{row.runner.name}</RowLink> },
  environment: { draw: (row) => <EnvironmentMark name={row.runner.environment.name} /> },
  status: { title: (row) => row.reason ?? undefined, draw: (row) => <Status status={row.status} /> },
  token: { cell: code, title: (row) => row.token, draw: (row) => row.token },
  pipeline: { cell: extra, draw: (row) => row.runner.pipeline },
  class: { cell: extra, draw: (row) => classRules[row.runnerClass].title },
  cause: { cell: extra, draw: (row) => (row.cause ? causeTitles[row.cause] : '–') },
  reason: { cell: long, title: (row) => row.reason ?? undefined, draw: (row) => row.reason ?? '–' },
  correlation: { cell: code, title: (row) => row.correlationId ?? undefined, draw: (row) => row.correlationId ?? '–' },
  origin: { cell: extra, draw: (row) => wordsOf(row.origin).word },
  attempt: { cell: figure, draw: (row) => row.attempt || '–' },
  took: {
    cell: figure,
    draw: (row) => (
      <>
        {row.durationMs === null ? '–' : sayDuration(row.durationMs)}
        {row.coldStart ? <span className="text-ink-muted"> cold</span> : null}
      </>
    ),
  },
  memory: { cell: figure, draw: (row) => (row.maxMemoryMib === null ? '–' : `${row.maxMemoryMib} MiB`) },
  cost: { cell: figure, draw: (row) => (row.costMicros === null ? '–' : sayRunCost(row.costMicros)) },
  started: {
    cell: { ...extra, end: true },
    draw: (row) => (row.startedAt ? <RelativeTime at={row.startedAt} /> : '–'),
  },
  asked: {
    cell: { part: 'end', end: true, className: 'text-ink-muted' },
    draw: (row) => <RelativeTime at={row.createdAt} />,
  },
}
