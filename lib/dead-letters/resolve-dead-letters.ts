import type { Actor } from '../auth/actor.ts'
import { authorise } from '../auth/authorise.ts'
import { type Tx, transaction, unsafeTx } from '../db/client.ts'
import { notFound } from '../errors.ts'
import { appendEvidence } from '../evidence/append-evidence.ts'
import { voidChangedReplays } from '../replays/void-replays.ts'
import { openLettersNamed } from './letters-where.ts'
import { MAX_NAMED, type ResolveInput, resolveInput } from './schema.ts'

/** As many are closed by one call; a filter that leaves more is called again. */
const MAX_RESOLVED = 50_000

/**
 * Closes failures that no replay will: waived, or superseded by another run, with the reason. Only open ones change;
 * returns how many did. Throws `not_found` for the run that is said to have done it instead.
 */
export async function resolveDeadLetters(actor: Actor, given: ResolveInput): Promise<{ resolved: number }> {
  authorise(actor, 'dead_letter:resolve')
  const { letters, as, reason, runId } = resolveInput.parse(given)
  const { tenantId } = actor
  return transaction(
    async (tx) => {
      if (runId && !(await tx.run.count({ where: { tenantId, id: runId } }))) throw notFound('run')
      const closed = await unsafeTx(tx).$queryRaw<{ id: string }[]>`
        with named as (
          select d.id from "DeadLetter" d where ${openLettersNamed(tenantId, letters)}
          order by d.id limit ${MAX_RESOLVED} for update
        )
        update "DeadLetter" d set status = ${as}::"DeadLetterStatus", resolution = ${reason}, "resolvedAt" = now(),
          "resolvedById" = ${actor.userId}, "resolvedByRunId" = ${runId ?? null}
        from named where d."tenantId" = ${tenantId} and d.id = named.id and d.status = 'open'
        returning d.id`
      const ids = closed.map(({ id }) => id).sort()
      await recordClosed(tx, actor, ids, { as, reason, runId })
      await voidChangedReplays(tx, actor, ids)
      return { resolved: ids.length }
    },
    { timeoutMs: 60_000 },
  )
}

/** Evidence that names every one of them, in parts that can still be read. */
async function recordClosed(
  tx: Tx,
  actor: Actor,
  ids: readonly string[],
  { as, reason, runId }: { as: 'waived' | 'superseded'; reason: string; runId?: string | undefined },
): Promise<void> {
  for (let from = 0; from < ids.length; from += MAX_NAMED) {
    const deadLetters = ids.slice(from, from + MAX_NAMED)
    const by = runId ? { runId } : {}
    await appendEvidence(tx, { kind: 'dead_letter.resolved', actor, result: 'info', ...by, as, reason, deadLetters })
  }
}
