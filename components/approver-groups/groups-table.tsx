import type { Act } from '#components/tenancy/act.ts'
import { ConfirmButton } from '#components/ui/confirm-button.tsx'
import { ActsColumn, Cell, Column, Row, Table } from '#components/ui/table.tsx'
import { type Group, SaveGroupDialog } from './save-group-dialog.tsx'

export type GroupActs = { save: Act<Group, { id: string }>; remove: Act<{ name: string }, unknown> }

/** Groups by name, with who is in them and whose cost they own. `acts` only for those who may. */
export function GroupsTable({ rows, acts }: { rows: readonly Group[]; acts: GroupActs | undefined }) {
  const head = (
    <>
      <Column>Group</Column>
      <Column>Members</Column>
      <Column>Owns the cost of</Column>
      {acts ? <ActsColumn /> : null}
    </>
  )
  return (
    <Table label="Groups" head={head}>
      {rows.map(({ name, about, members, costCentres }) => (
        <Row key={name}>
          <Cell part="main" grow>
            <code>{name}</code>
            {about ? <span className="block text-ink-muted text-sm">{about}</span> : null}
          </Cell>
          <Cell>
            {members.length ? members.join(', ') : <span className="text-ink-muted">Nobody: it cannot be filled</span>}
          </Cell>
          <Cell part="extra">{costCentres.join(', ') || <span className="text-ink-muted">–</span>}</Cell>
          {acts ? (
            <Cell part="end" end>
              <span className="inline-flex gap-2">
                <SaveGroupDialog group={{ name, about, members, costCentres }} save={acts.save} />
                <ConfirmButton
                  label="Remove"
                  name={`Remove ${name}`}
                  title={`Remove ${name}?`}
                  confirm={`Remove ${name}`}
                  done={`${name} is removed.`}
                  act={acts.remove}
                  input={{ name }}
                >
                  Rules that ask for it then find nobody, and nothing passes them.
                </ConfirmButton>
              </span>
            </Cell>
          ) : null}
        </Row>
      ))}
    </Table>
  )
}
