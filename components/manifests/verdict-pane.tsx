'use client'

import type { ReactNode } from 'react'
import { Button } from '#components/ui/button.tsx'
import { ErrorNotice } from '#components/ui/error-notice.tsx'
import { Status } from '#components/ui/status.tsx'
import { TextLink } from '#components/ui/text-link.tsx'
import type { Fault } from '#lib/errors.ts'
import { type AskFor, askLink } from '#lib/exceptions/ask-link.ts'
import type { PolicyFinding } from '#lib/policy/schema.ts'
import type { Verdict } from './use-verdict.ts'

type Props = {
  faults: readonly Fault[]
  verdict: Verdict
  onJump(fault: Fault): void
  onFix(path: string, value: string): void
  /** What an exception would be for. */
  scope: Omit<AskFor, 'rule'>
  /** Under the findings of a denied manifest: what would pass. */
  nearest?: ReactNode
  /** What it costs; drawn by the cost domain. */
  cost: ReactNode
  /** What will happen after submitting, one sentence each. */
  next: readonly string[]
}

/** What is known about the manifest while it is written. Parts keep their places, so nothing jumps under the cursor. */
export function VerdictPane({ faults, verdict, onJump, onFix, scope, nearest, cost, next }: Props) {
  const policy = verdict.answer?.policy
  return (
    <aside aria-label="Verdict" className="space-y-5">
      <Part title="Schema" status={<SchemaStatus count={faults.length} />}>
        <FaultList faults={faults} onJump={onJump} />
      </Part>
      <Part
        title="Policy"
        stale={verdict.stale}
        status={policy ? faults.length > 0 ? older : <Status status={policy.allowed ? 'allowed' : 'denied'} /> : null}
      >
        {verdict.refusal ? <ErrorNotice {...verdict.refusal} /> : null}
        {policy ? (
          <FindingList findings={policy.findings} onFix={onFix} scope={scope} />
        ) : (
          <Waiting faults={faults.length} />
        )}
        {nearest}
      </Part>
      <Part title="Cost" stale={verdict.stale} status={cost && faults.length > 0 ? older : null}>
        {cost ?? <Waiting faults={faults.length} />}
      </Part>
      <Part title="What happens next" stale={verdict.stale}>
        <ol className="list-decimal space-y-1 pl-4">
          {next.map((sentence) => (
            <li key={sentence}>{sentence}</li>
          ))}
        </ol>
      </Part>
    </aside>
  )
}

/** Shown where an answer is about an earlier text than the one in sight. */
const older = <span className="text-ink-muted text-sm">of the last text without faults</span>

function Part(props: { title: string; status?: ReactNode; stale?: boolean; children: ReactNode }) {
  return (
    <section className="min-h-16">
      <div className="mb-1.5 flex items-center justify-between gap-2 border-b pb-1">
        <h2 className="font-semibold">{props.title}</h2>
        {props.status}
      </div>
      <div aria-busy={props.stale || undefined}>{props.children}</div>
    </section>
  )
}

function SchemaStatus({ count }: { count: number }) {
  if (count === 0) return <Status status="passed">No faults</Status>
  return <Status status="failed">{count === 1 ? '1 fault' : `${count} faults`}</Status>
}

function Waiting({ faults }: { faults: number }) {
  const words = faults > 0 ? 'Known as soon as the faults above are gone.' : 'Being worked out…'
  return <p className="text-ink-muted">{words}</p>
}

function FaultList({ faults, onJump }: { faults: readonly Fault[]; onJump(fault: Fault): void }) {
  if (faults.length === 0) return <p className="text-ink-muted">The manifest is complete and well-formed.</p>
  return (
    <ul className="max-h-72 space-y-1 overflow-y-auto">
      {faults.map((fault) => (
        <li key={`${fault.path} ${fault.line} ${fault.column} ${fault.message}`}>
          <button
            type="button"
            onClick={() => onJump(fault)}
            className="w-full rounded-md px-2 py-1 text-left hover:bg-hover focus-visible:outline-offset-[-2px]"
          >
            <span className="mr-1.5 font-mono text-ink-muted text-xs">
              {fault.line ? `line ${fault.line}` : 'file'}
            </span>
            {fault.message} <span className="text-ink-muted">{fault.remedy}</span>
          </button>
        </li>
      ))}
    </ul>
  )
}

const levelWords = {
  hard: { status: 'denied', word: 'Blocks' },
  soft: { status: 'warning', word: 'May be overridden' },
  advisory: { status: 'info', word: 'Note' },
} as const

function FindingList({
  findings,
  onFix,
  scope,
}: { findings: readonly PolicyFinding[] } & Pick<Props, 'onFix' | 'scope'>) {
  if (findings.length === 0) return <p className="text-ink-muted">Nothing to say against it.</p>
  return (
    <ul className="space-y-2.5">
      {findings.map((finding) => {
        const { fix } = finding
        const level = levelWords[finding.level]
        return (
          <li key={finding.id}>
            <Status status={level.status}>{level.word}</Status>
            <p>{finding.reason}</p>
            <p className="text-ink-muted">{finding.remedy}</p>
            {finding.exceptable && finding.level !== 'advisory' && !finding.overriddenBy ? (
              <TextLink href={askLink({ rule: finding.id, ...scope })}>Ask for an exception</TextLink>
            ) : null}
            {fix ? (
              <Button size="sm" className="mt-1" onClick={() => onFix(fix.path, fix.value)}>
                {fix.label}
              </Button>
            ) : null}
          </li>
        )
      })}
    </ul>
  )
}
