import { LoadMore } from '#components/ui/load-more.tsx'
import { Status } from '#components/ui/status.tsx'
import { Cell, Column, Row, Table } from '#components/ui/table.tsx'
import type { PolicyGateName } from '#lib/policy/policy-words.ts'
import { gateTitles } from './gate-titles.ts'

type Change = {
  seq: number
  kind: string
  name: string
  tenantSlug: string
  environment: string
  gate: PolicyGateName
  allowedBefore: boolean
  allowedAfter: boolean
  added: readonly string[]
  removed: readonly string[]
  reason: string
}

/** What would change, one by one. */
export function ChangesTable({ changes, next }: { changes: readonly Change[]; next: string | undefined }) {
  return (
    <>
      <Table
        label="What would change"
        head={
          <>
            <Column>What</Column>
            <Column>Tenant</Column>
            <Column>Gate</Column>
            <Column>Verdict</Column>
            <Column>Because</Column>
          </>
        }
      >
        {changes.map((change) => (
          <Row key={change.seq}>
            <Cell part="main">
              {change.name} <span className="text-ink-muted">{change.environment}</span>
            </Cell>
            <Cell part="extra">{change.tenantSlug}</Cell>
            <Cell part="extra">{gateTitles[change.gate]}</Cell>
            <Cell part="end">
              <Status status={change.allowedAfter ? 'allowed' : 'denied'}>
                {change.allowedBefore === change.allowedAfter
                  ? `still ${change.allowedAfter ? 'allowed' : 'denied'}`
                  : change.allowedAfter
                    ? 'allowed again'
                    : 'no longer allowed'}
              </Status>
            </Cell>
            <Cell grow>
              {change.reason}{' '}
              <code className="text-ink-faint text-sm">{[...change.added, ...change.removed].join(', ')}</code>
            </Cell>
          </Row>
        ))}
      </Table>
      <LoadMore next={next} />
    </>
  )
}
