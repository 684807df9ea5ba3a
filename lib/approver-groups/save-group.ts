import type { Actor } from '../auth/actor.ts'
import { authorise } from '../auth/authorise.ts'
import { type Tx, transaction } from '../db/client.ts'
import { BareCountError } from '../errors.ts'
import { appendEvidence } from '../evidence/append-evidence.ts'
import { newId } from '../ids.ts'
import { type SaveGroupInput, saveGroupInput } from './schema.ts'

/**
 * Makes a group of approvers, or changes the one of that name to what is given. Who is in it counts from the commit on,
 * also for votes that were cast before. Throws `forbidden`, and `invalid_input` that names everybody who is no member.
 */
export async function saveGroup(actor: Actor, given: SaveGroupInput): Promise<{ id: string }> {
  authorise(actor, 'group:manage')
  const { name, about, members, costCentres } = saveGroupInput.parse(given)
  const { tenantId } = actor
  return transaction(async (tx) => {
    const people = await readPeople(tx, tenantId, [...new Set(members)])
    const known = await tx.approverGroup.findFirst({
      where: { tenantId, name },
      select: { id: true, costCentres: true, members: { select: { userId: true } } },
    })
    const id = known?.id ?? newId('group')
    const data = { about, costCentres: [...new Set(costCentres)].sort() }
    if (known) await tx.approverGroup.updateMany({ where: { tenantId, id }, data })
    else await tx.approverGroup.create({ data: { tenantId, id, name, ...data } })
    await tx.approverGroupMember.deleteMany({ where: { tenantId, groupId: id } })
    await tx.approverGroupMember.createMany({
      data: people.map(({ userId }) => ({ tenantId, groupId: id, userId })),
    })
    const before = known?.members.map(({ userId }) => userId) ?? []
    await appendEvidence(tx, {
      kind: 'group.saved',
      actor,
      result: 'info',
      groupId: id,
      name,
      members: people.map(({ email }) => email),
      added: people.filter(({ userId }) => !before.includes(userId)).length,
      removed: before.filter((userId) => !people.some((person) => person.userId === userId)).length,
      costCentres: data.costCentres,
    })
    return { id }
  })
}

async function readPeople(tx: Tx, tenantId: string, emails: readonly string[]) {
  const rows = await tx.membership.findMany({
    where: { tenantId, user: { email: { in: [...emails] } } },
    select: { userId: true, user: { select: { email: true } } },
  })
  const strangers = emails.filter((email) => !rows.some(({ user }) => user.email === email))
  if (strangers.length) {
    throw new BareCountError('invalid_input', `Not members of this tenant: ${strangers.join(', ')}.`, {
      faults: strangers.map((email) => ({ path: 'members', message: `${email} is no member of this tenant.` })),
      remedy: 'Add them under Settings, Members first.',
    })
  }
  return rows.map(({ userId, user }) => ({ userId, email: user.email })).sort((a, b) => (a.email < b.email ? -1 : 1))
}
