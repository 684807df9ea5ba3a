import type { Actor } from '../../auth/actor.ts'
import { authorise } from '../../auth/authorise.ts'
import { db, transaction } from '../../db/client.ts'
import { newId } from '../../ids.ts'
import { enqueue } from '../../worker/enqueue.ts'
import { activeVersion } from '../registry/active-version.ts'
import { refuseFaulty } from '../registry/check-draft.ts'
import { findDraft, movedOn } from '../registry/find-draft.ts'

/**
 * Asks the worker what a draft would change. One simulation a draft is kept with its changes: an earlier one loses them.
 * Throws `invalid_input` with every fault when the draft could not be asked, `conflict` when it was edited meanwhile.
 */
export async function startSimulation(
  actor: Actor,
  { id, revision }: { id: string; revision: number },
): Promise<{ simulationId: string }> {
  authorise(actor, 'policy:write')
  const seen = await findDraft(db, actor, id)
  await refuseFaulty(db, seen)
  const simulationId = newId('simulation')
  return transaction(async (tx) => {
    const draft = await findDraft(tx, actor, id)
    const open = draft.status === 'draft' || draft.status === 'submitted' || draft.status === 'approved'
    if (draft.revision !== revision || !open) throw movedOn(draft, revision)
    const { tenantId } = draft
    const base = await activeVersion(tx, draft)
    await tx.policySimulation.updateMany({
      where: { tenantId, draftId: id, status: 'running' },
      data: { status: 'failed', reason: 'Another one was started.', finishedAt: new Date() },
    })
    await tx.policySimulationChange.deleteMany({ where: { tenantId, simulation: { draftId: id } } })
    await tx.policySimulation.create({
      data: { tenantId, id: simulationId, draftId: id, revision, comparedTo: base?.version ?? null },
    })
    await enqueue(tx, 'simulatePolicy', `simulate:${simulationId}`, tenantId, simulationId)
    return { simulationId }
  })
}
