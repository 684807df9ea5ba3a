import type { Actor } from '../auth/actor.ts'
import { authorise } from '../auth/authorise.ts'
import { transaction, unsafeTx } from '../db/client.ts'
import type { Environment } from '../db/generated/client.ts'
import { BareCountError, notFound } from '../errors.ts'
import { appendEvidence } from '../evidence/append-evidence.ts'
import { asPlatform } from '../tenancy/platform-tenant.ts'
import { type ChangeEnvironmentInput, changeEnvironmentInput } from './schema.ts'

/**
 * Changes what an environment asks of what comes to it, and its variables; what runs goes on as it was applied. Throws
 * `forbidden`, `not_found`, `invalid_state` for the lowest one asked to come after another.
 */
export async function changeEnvironment(actor: Actor, given: ChangeEnvironmentInput): Promise<void> {
  authorise(actor, 'environment:write')
  const { name, ...wanted } = changeEnvironmentInput.parse(given)
  await transaction(async (tx) => {
    // Locked, so that what is written down as before is what was before.
    await unsafeTx(tx).$queryRaw`select 1 from "Environment" where name = ${name} for update`
    const environment = await tx.environment.findUnique({ where: { name } })
    if (!environment) throw notFound('environment')
    const lower = await tx.environment.findFirst({ where: { rank: { lt: environment.rank } }, select: { id: true } })
    if (!lower && wanted.requirePrevious) {
      throw new BareCountError('invalid_state', `Nothing comes before ${name}.`, {
        remedy: 'Only a later environment can ask for what was in the one before.',
      })
    }
    const before = gatesOf(environment)
    const after = { ...before, ...wanted, variables: wanted.variables ?? before.variables }
    if (JSON.stringify(before) === JSON.stringify(after)) return
    await tx.environment.update({ where: { name }, data: after })
    await appendEvidence(tx, {
      kind: 'environment.changed',
      actor: await asPlatform(actor, tx),
      result: 'info',
      environmentId: environment.id,
      environment: name,
      before,
      after,
    })
  })
}

function gatesOf(row: Environment) {
  const { approvalsRequired, requirePrevious, soakMinutes, verificationRuns } = row
  const variables = row.variables as Record<string, string>
  return { approvalsRequired, requirePrevious, soakMinutes, verificationRuns, variables }
}
