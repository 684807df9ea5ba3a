import { openRequest } from '../../approvals/open-request.ts'
import { standingRule } from '../../approvals/standing-rule.ts'
import type { Actor } from '../../auth/actor.ts'
import { authorise } from '../../auth/authorise.ts'
import { transaction } from '../../db/client.ts'
import { jsonDigest } from '../../digest.ts'
import { findDraft, inItsLog, lockDraft, movedOn } from './find-draft.ts'
import { readSubmission, risksOf } from './submission.ts'

const WAITS_MS = 14 * 24 * 3600_000

/**
 * Asks people to decide about a draft as it is: its content, what it was made from, its tests and its simulation. Any
 * edit voids what they say. Throws what is missing: faults, failing tests, a simulation, a base that is not active.
 */
export async function submitDraft(
  actor: Actor,
  { id, revision }: { id: string; revision: number },
): Promise<{ approvalId: string }> {
  authorise(actor, 'policy:write')
  return transaction(async (tx) => {
    await lockDraft(tx, await findDraft(tx, actor, id))
    const draft = await findDraft(tx, actor, id)
    if (draft.revision !== revision || draft.status !== 'draft') throw movedOn(draft, revision)
    const submission = await readSubmission(tx, draft)
    const { tenantId, title, scope } = draft
    const { diff, digest, results, simulation } = submission
    const { digest: diffDigest, ...changes } = diff
    await tx.policyDraft.updateMany({
      where: { tenantId, id },
      data: { status: 'submitted', submittedDigest: digest },
    })
    const by = await inItsLog(tx, actor, draft)
    const tests = results.map(({ name, passed }) => ({ name, passed }))
    const { id: approvalId } = await openRequest(tx, by, {
      kind: 'policy',
      subjectId: id,
      slots: standingRule('policy'),
      decisionDigest: digest,
      summary: `Policy change “${title}” of the ${scope}`,
      risks: risksOf(draft, submission),
      facts: {
        changes: { digest: diffDigest, value: changes },
        tests: { digest: jsonDigest({ tests }), value: tests },
        simulation: { digest: simulation.digest ?? '', value: simulation.counts },
      },
      expiresAt: new Date(Date.now() + WAITS_MS),
    })
    await tx.policyDraft.updateMany({ where: { tenantId, id }, data: { approvalId } })
    return { approvalId }
  })
}
