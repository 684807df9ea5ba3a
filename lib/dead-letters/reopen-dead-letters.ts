import type { Actor } from '../auth/actor.ts'
import { authorise } from '../auth/authorise.ts'
import { transaction, unsafeTx } from '../db/client.ts'
import { appendEvidence } from '../evidence/append-evidence.ts'
import { type ReopenInput, reopenInput } from './schema.ts'

/**
 * Takes back that failures were waived or superseded: they are open again. One whose token has succeeded meanwhile, or
 * that a newer failure of its token stands for, stays closed. Returns how many were reopened.
 */
export async function reopenDeadLetters(actor: Actor, given: ReopenInput): Promise<{ reopened: number }> {
  authorise(actor, 'dead_letter:resolve')
  const { ids, reason } = reopenInput.parse(given)
  const { tenantId } = actor
  return transaction(async (tx) => {
    const opened = await unsafeTx(tx).$queryRaw<{ id: string }[]>`
      update "DeadLetter" d set status = 'open', resolution = null, "resolvedAt" = null, "resolvedById" = null,
        "resolvedByRunId" = null
      where d."tenantId" = ${tenantId} and d.id = any(${ids}::text[]) and d.status in ('waived', 'superseded')
        and not exists (
          select 1 from "Run" r
          where r."tenantId" = d."tenantId" and r."runnerId" = d."runnerId" and r.token = d.token
            and r."replayedById" is null and r.status = 'succeeded'
        )
        and not exists (
          select 1 from "DeadLetter" n
          where n."tenantId" = d."tenantId" and n."runnerId" = d."runnerId" and n.token = d.token
            and (n.status = 'open' or (n.id = any(${ids}::text[]) and n.id > d.id and n.status in ('waived', 'superseded')))
        )
      returning d.id`
    const deadLetters = opened.map(({ id }) => id).sort()
    if (deadLetters.length) {
      await appendEvidence(tx, { kind: 'dead_letter.reopened', actor, result: 'info', reason, deadLetters })
    }
    return { reopened: deadLetters.length }
  })
}
