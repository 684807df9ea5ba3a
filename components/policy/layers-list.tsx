import { Digest } from '#components/ui/digest.tsx'
import { RelativeTime } from '#components/ui/relative-time.tsx'
import { Cell, Column, Row, RowLink, Table } from '#components/ui/table.tsx'
import { scopeNames } from './scope-words.ts'

type Layer = {
  scope: keyof typeof scopeNames
  active: { version: number; digest: string; note: string; activatedAt: Date | null } | undefined
}

/** The layers over a tenant, each with the version that is active: of rules with the same name the lowest counts. */
export function LayersList({ layers }: { layers: readonly Layer[] }) {
  return (
    <Table
      label="Layers"
      head={
        <>
          <Column>Layer</Column>
          <Column>Active</Column>
          <Column>What it changed</Column>
          <Column>Digest</Column>
          <Column end>Since</Column>
        </>
      }
    >
      {layers.map(({ scope, active }) => (
        <Row key={scope}>
          <Cell part="main">{scopeNames[scope]}</Cell>
          <Cell>
            {active ? (
              <RowLink href={`/policy/versions/${active.version}`}>Version {active.version}</RowLink>
            ) : (
              <span className="text-ink-muted">no rules of its own</span>
            )}
          </Cell>
          <Cell grow>{active?.note}</Cell>
          <Cell part="extra">{active ? <Digest digest={active.digest} /> : null}</Cell>
          <Cell part="end" end className="text-ink-muted">
            {active?.activatedAt ? <RelativeTime at={active.activatedAt} /> : null}
          </Cell>
        </Row>
      ))}
    </Table>
  )
}
