import Link from 'next/link'
import { FieldChanges, SideBySide } from '#components/manifests/side-by-side.tsx'
import { LevelBadge } from '#components/policy/level-badge.tsx'
import { Badge } from '#components/ui/badge.tsx'
import { classNames } from '#components/ui/class-names.ts'
import { Digest } from '#components/ui/digest.tsx'
import { RelativeTime } from '#components/ui/relative-time.tsx'
import { Status } from '#components/ui/status.tsx'
import { toneText } from '#components/ui/tone.ts'
import { formatDelta, formatMicros } from '#lib/cost/money.ts'
import type { DecisionBlock, DecisionFact, DecisionRow } from '#lib/inbox/decision-body.ts'
import { diffText } from '#lib/manifests/diff-manifests.ts'
import { MarkIcon } from './mark-icon.tsx'
import { PlanTree } from './plan-tree.tsx'

type Of<T extends DecisionBlock['type']> = Extract<DecisionBlock, { type: T }>

/** One part of a section, whatever kind of request it is of. */
export function Block({ block }: { block: DecisionBlock }) {
  switch (block.type) {
    case 'text':
      return <p className="text-ink-muted">{block.text}</p>
    case 'plan':
      return <PlanTree changes={block.changes} />
    case 'manifest':
      return <ManifestDiff block={block} />
    case 'findings':
      return <Findings findings={block.findings} />
    case 'cost':
      return <Cost block={block} />
    case 'texts':
      return <Texts block={block} />
    case 'facts':
      return <Facts items={block.items} />
    case 'rows':
      return <Rows block={block} />
  }
}

function ManifestDiff({ block }: { block: Of<'manifest'> }) {
  return (
    <div className="space-y-3">
      <FieldChanges changes={block.fields} />
      <details className="rounded-lg border bg-surface">
        <summary className="px-3 py-1.5 text-ink-muted hover:text-ink">Line by line</summary>
        <div className="border-t">
          <SideBySide rows={diffText(block.before, block.after)} titles={block.titles} />
        </div>
      </details>
    </div>
  )
}

function Texts({ block: { name, how, before, after, titles } }: { block: Of<'texts'> }) {
  return (
    <div className="mb-4">
      <h3 className="mb-1.5 flex items-center gap-2">
        <code>{name}</code> <Badge tone={how === 'removed' ? 'bad' : 'neutral'}>{how}</Badge>
      </h3>
      <SideBySide rows={diffText(before, after)} titles={titles} />
    </div>
  )
}

function Findings({ findings }: { findings: Of<'findings'>['findings'] }) {
  return (
    <ul className="overflow-hidden rounded-lg border bg-surface">
      {findings.map(({ id, level, reason, remedy, settled }) => (
        <li key={`${id} ${reason}`} className="flex flex-wrap gap-x-3 gap-y-1 border-b px-3 py-2 last:border-b-0">
          <span className="w-20 shrink-0">
            <LevelBadge level={level} />
          </span>
          <div className="min-w-0 flex-1 basis-64">
            <p>
              {reason} {settled ? <Badge tone="wait">{settled}</Badge> : null}
            </p>
            {remedy ? <p className="text-ink-muted text-sm">{remedy}</p> : null}
          </div>
          <code className="text-ink-muted">{id}</code>
        </li>
      ))}
    </ul>
  )
}

function Cost({ block: { lines, perMonth, before } }: { block: Of<'cost'> }) {
  return (
    <div className="overflow-hidden rounded-lg border bg-surface">
      <p className="flex flex-wrap items-baseline gap-x-3 border-b px-3 py-2">
        <strong className="font-semibold text-prose tabular-nums">{formatMicros(perMonth)}</strong>
        <span className="text-ink-muted">a month</span>
        {before === null ? null : (
          <span className="tabular-nums">
            {formatDelta(perMonth - before)} against {formatMicros(before)} now
          </span>
        )}
      </p>
      <ul>
        {lines.map(({ label, micros, detail }) => (
          <li key={`${label} ${detail}`} className="flex gap-4 border-b px-3 py-1.5 last:border-b-0">
            <span className="min-w-0 flex-1">
              {label} <span className="text-ink-muted text-sm">{detail}</span>
            </span>
            <span className="tabular-nums">{formatMicros(micros)}</span>
          </li>
        ))}
      </ul>
    </div>
  )
}

function Facts({ items }: { items: readonly DecisionFact[] }) {
  return (
    <dl className="grid grid-cols-[minmax(5.5rem,auto)_minmax(0,1fr)] gap-x-4 gap-y-1">
      {items.map(({ term, value, href, mono, tone }) => (
        <div key={`${term} ${value}`} className="contents">
          <dt className="text-ink-muted">{term}</dt>
          <dd className={classNames('flex min-w-0 items-start gap-1.5 break-words', tone && toneText[tone])}>
            {tone ? <MarkIcon tone={tone} className="mt-0.5" /> : null}
            <span className="min-w-0">
              {mono && /^sha256:|_[0-9A-Z]{26}$/.test(value) ? (
                <Digest digest={value} {...(href && { href })} />
              ) : href ? (
                <Link href={href} className="text-accent-text hover:underline">
                  {value}
                </Link>
              ) : (
                <span className={mono ? 'break-all font-mono text-sm' : undefined}>{value}</span>
              )}
            </span>
          </dd>
        </div>
      ))}
    </dl>
  )
}

function Rows({ block: { rows, empty } }: { block: Of<'rows'> }) {
  if (!rows.length) return <p className="text-ink-muted">{empty}</p>
  return (
    <ul className="overflow-hidden rounded-lg border bg-surface">
      {rows.map((row) => (
        <RowLine key={`${row.title} ${row.href ?? ''}`} row={row} />
      ))}
    </ul>
  )
}

function RowLine({ row: { title, href, status, note, at } }: { row: DecisionRow }) {
  return (
    <li className="flex flex-wrap items-baseline gap-x-3 gap-y-0.5 border-b px-3 py-1.5 last:border-b-0">
      {status ? <Status status={status} className="w-28" /> : null}
      <span className="min-w-0 flex-1 basis-56">
        {href ? (
          <Link href={href} className="font-medium hover:underline">
            {title}
          </Link>
        ) : (
          title
        )}
        {note ? <span className="text-ink-muted"> {note}</span> : null}
      </span>
      {at ? <RelativeTime at={at} className="text-ink-muted" /> : null}
    </li>
  )
}
