'use client'

import { Play, Trash2 } from 'lucide-react'
import { Button } from '#components/ui/button.tsx'
import { EmptyState } from '#components/ui/empty-state.tsx'
import { ErrorNotice } from '#components/ui/error-notice.tsx'
import { IconButton } from '#components/ui/icon-button.tsx'
import { RelativeTime } from '#components/ui/relative-time.tsx'
import { Status } from '#components/ui/status.tsx'
import { ActsColumn, Cell, Column, Row, Table } from '#components/ui/table.tsx'
import { type Answer, useAct } from '#components/ui/use-act.ts'
import type { PolicyGateName } from '#lib/policy/policy-words.ts'
import type { TestRun } from '#lib/policy/registry/schema.ts'
import { gateTitles } from './gate-titles.ts'

type Test = { id: string; name: string; gate: PolicyGateName; expectedAllowed: boolean; expectedFindings: string[] }
type Props = {
  draft: { id: string; revision: number; editable: boolean }
  tests: readonly Test[]
  run: TestRun | null
  test(input: { id: string }): Promise<Answer<TestRun>>
  remove(input: { id: string }): Promise<Answer<unknown>>
}

/** Recorded requests and whether the draft answers them as expected. Those that fail keep it from being activated. */
export function TestBench({ draft, tests, run, test, remove }: Props) {
  const running = useAct(test)
  const removing = useAct(remove)
  const stale = run !== null && run.revision !== draft.revision
  if (tests.length === 0) {
    return (
      <EmptyState title="No tests yet">
        Open a deployment and press “Keep as a test” beside its decision: every version to come must then answer the
        same.
      </EmptyState>
    )
  }
  return (
    <>
      <div className="mb-3 flex flex-wrap items-center gap-3">
        <p className="min-w-0 flex-1 text-ink-muted">
          {run === null ? (
            'Not run yet.'
          ) : (
            <>
              {sayRun(run)}, <RelativeTime at={run.at} />
              {stale ? `, at revision ${run.revision}` : ''}.
            </>
          )}
        </p>
        {draft.editable ? (
          <Button icon={<Play />} pending={running.pending} onClick={() => running.run({ id: draft.id })}>
            Run the tests
          </Button>
        ) : null}
      </div>
      {(running.refusal ?? removing.refusal) ? (
        <ErrorNotice {...(running.refusal ?? removing.refusal ?? { title: '' })} />
      ) : null}
      <Table
        label="Tests"
        head={
          <>
            <Column>Test</Column>
            <Column>Gate</Column>
            <Column>Expected</Column>
            <Column>Answer</Column>
            <ActsColumn />
          </>
        }
      >
        {tests.map(({ id, name, gate, expectedAllowed, expectedFindings }) => {
          const result = run?.results.find((one) => one.id === id)
          return (
            <Row key={id}>
              <Cell part="main" className="whitespace-normal">
                {name}
              </Cell>
              <Cell part="extra">{gateTitles[gate]}</Cell>
              <Cell label="expected" className="whitespace-normal">
                <Answered allowed={expectedAllowed} findings={expectedFindings} />
              </Cell>
              <Cell label="answer" className="whitespace-normal">
                {result === undefined ? (
                  <span className="text-ink-faint">not asked</span>
                ) : result.passed ? (
                  <Status status="passed" />
                ) : (
                  <>
                    <Status status="failed">Another answer</Status> <Answered {...result.actual} />
                  </>
                )}
              </Cell>
              <Cell part="end" end>
                {draft.editable ? (
                  <IconButton label={`Remove ${name}`} icon={<Trash2 />} onClick={() => removing.run({ id })} />
                ) : null}
              </Cell>
            </Row>
          )
        })}
      </Table>
    </>
  )
}

function Answered({ allowed, findings }: { allowed: boolean; findings: readonly string[] }) {
  return (
    <span>
      {allowed ? 'allowed' : 'denied'}
      {findings.length ? (
        <>
          {' '}
          with <code className="text-sm">{findings.join(', ')}</code>
        </>
      ) : null}
    </span>
  )
}

function sayRun({ results }: TestRun): string {
  const failed = results.filter(({ passed }) => !passed).length
  return failed === 0 ? `All ${results.length} passed` : `${failed} of ${results.length} got another answer`
}
