import { Badge } from '#components/ui/badge.tsx'
import { RelativeTime } from '#components/ui/relative-time.tsx'
import { Status } from '#components/ui/status.tsx'
import { ActsColumn, Cell, Column, Row, Table } from '#components/ui/table.tsx'
import type { RoleName } from '#lib/tenancy/roles.ts'
import { MemberMenu, type MemberMenuProps } from './member-menu.tsx'

export type MemberRow = {
  userId: string
  roles: RoleName[]
  origin: 'manual' | 'oidc'
  createdAt: Date
  user: { email: string; name: string; disabledAt: Date | null }
}

/** Who is in the tenant. `acts` only for those who may change it. */
export function MembersTable(props: {
  members: readonly MemberRow[]
  acts: Pick<MemberMenuProps, 'change' | 'remove'> | undefined
}) {
  const head = (
    <>
      <Column>Name</Column>
      <Column>E-mail</Column>
      <Column>Roles</Column>
      <Column>Given by</Column>
      <Column end>Joined</Column>
      {props.acts ? <ActsColumn /> : null}
    </>
  )
  return (
    <Table label="Members" head={head}>
      {props.members.map((member) => (
        <Row key={member.userId}>
          <Cell part="main" grow>
            <span className="font-medium">{member.user.name}</span>{' '}
            {member.user.disabledAt ? <Status status="disabled" className="ml-2" /> : null}
          </Cell>
          <Cell className="text-ink-muted">{member.user.email}</Cell>
          <Cell>
            <span className="inline-flex gap-1">
              {member.roles.map((role) => (
                <Badge key={role}>{role}</Badge>
              ))}
            </span>
          </Cell>
          <Cell part="extra" className="text-ink-muted">
            {member.origin === 'oidc' ? 'Identity provider' : 'An admin'}
          </Cell>
          <Cell part="extra" end className="text-ink-muted">
            <RelativeTime at={member.createdAt} />
          </Cell>
          {props.acts ? (
            <Cell part="end" end>
              <MemberMenu
                {...props.acts}
                member={{
                  userId: member.userId,
                  name: member.user.name,
                  roles: member.roles,
                  fromGroups: member.origin === 'oidc',
                }}
              />
            </Cell>
          ) : null}
        </Row>
      ))}
    </Table>
  )
}
