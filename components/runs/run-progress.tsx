import { Section } from '#components/ui/section.tsx'
import type { RunProgress as Progress, RunPart } from '#lib/provisioning/target.ts'
import { sayDuration } from '#lib/say-duration.ts'
import { countStates, partitionsOf, partWords, phasesOf, sayProgress } from './part-words.ts'
import { PartitionRows } from './partition-rows.tsx'

/** Where a run in partitions stands: drawn, in words, and as a table. `over`: what still waits is not done any more. */
export function RunProgress({ progress, over }: { progress: Progress; over: boolean }) {
  const wordOf = (state: RunPart['state']) => (over && state === 'waiting' ? 'not run' : partWords[state].word)
  const partitions = partitionsOf(progress)
  const failed = partitions.filter(({ state }) => state === 'failed')
  if (!partitions.length) return null
  return (
    <Section title="Partitions" description={sayProgress(progress)}>
      <div className="rounded-lg border bg-surface p-4">
        <div className="mb-3 flex flex-wrap items-center gap-x-5 gap-y-1.5">
          {countStates(partitions).map(({ state, count }) => (
            <span key={state} className="inline-flex items-center gap-1.5">
              <Cell state={state} />
              <span className="tabular-nums">{count}</span> {wordOf(state)}
            </span>
          ))}
          <span className="text-ink-muted sm:ml-auto">
            {phasesOf(progress)
              .map(({ name, state }) => `${phaseNames[name] ?? name}: ${wordOf(state)}`)
              .join(' · ')}
          </span>
        </div>
        <div aria-hidden className="flex flex-wrap gap-0.5">
          {partitions.map((part) => (
            <Cell key={part.name} state={part.state} title={`Partition ${part.name}: ${sayPart(part)}`} />
          ))}
        </div>
        <PartitionRows partitions={partitions} />
        <details className="mt-3">
          <summary className="cursor-pointer text-accent-text">As a table</summary>
          <div className="mt-2 max-h-80 overflow-auto">
            <PartitionTable partitions={partitions} />
          </div>
        </details>
      </div>
      {failed.length ? (
        <ul aria-label="Partitions that failed" className="mt-3 space-y-1.5">
          {failed.map(({ name, detail }) => (
            <li key={name} className="break-words rounded-md bg-bad-soft px-3 py-2">
              <span className="font-medium text-bad">Partition {name}</span> {detail}
            </li>
          ))}
        </ul>
      ) : null}
    </Section>
  )
}

function Cell({ state, title }: { state: RunPart['state']; title?: string }) {
  const { cell, mark } = partWords[state]
  return (
    <span
      aria-hidden
      title={title}
      className={`inline-flex size-4 shrink-0 items-center justify-center rounded-xs font-medium text-xs leading-none ${cell}`}
    >
      {mark}
    </span>
  )
}

function PartitionTable({ partitions }: { partitions: readonly RunPart[] }) {
  return (
    <table aria-label="Partitions" className="w-full max-w-md border-collapse text-left tabular-nums">
      <thead>
        <tr className="border-b text-ink-muted text-sm">
          {['Partition', 'State', 'Rows', 'Time'].map((name) => (
            <th key={name} scope="col" className={`py-1 pr-4 font-medium ${isFigure(name) ? 'text-right' : ''}`}>
              {name}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {partitions.map((part) => (
          <tr key={part.name} className="border-b last:border-b-0">
            <td className="py-1 pr-4">{part.name}</td>
            <td className="py-1 pr-4">{partWords[part.state].word}</td>
            <td className="py-1 pr-4 text-right">{part.rows?.toLocaleString('en-US') ?? ''}</td>
            <td className="py-1 pr-4 text-right">{part.ms === undefined ? '' : sayDuration(part.ms)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

const isFigure = (column: string) => column === 'Rows' || column === 'Time'

const phaseNames: Record<string, string> = { prepare: 'Prepare', finish: 'Finish' }

function sayPart({ state, rows, ms, detail }: RunPart): string {
  const figures = ms === undefined ? '' : `, ${(rows ?? 0).toLocaleString('en-US')} rows in ${sayDuration(ms)}`
  return `${partWords[state].word}${figures}${detail ? `. ${detail}` : ''}`
}
