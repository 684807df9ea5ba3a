import { countVotes } from '../../approvals/count-votes.ts'
import { lockRequest } from '../../approvals/lock-request.ts'
import type { Actor } from '../../auth/actor.ts'
import { authorise } from '../../auth/authorise.ts'
import { type Tx, transaction, unsafeTx } from '../../db/client.ts'
import type { PolicyDraft } from '../../db/generated/client.ts'
import { BareCountError } from '../../errors.ts'
import { notifyMembers } from '../../notifications/notify-members.ts'
import { markExecuted } from '../../provisioning/mark-executed.ts'
import { enqueue } from '../../worker/enqueue.ts'
import { activateVersion } from './activate-version.ts'
import { contentOfDraft } from './draft-content.ts'
import { findDraft, inItsLog, lockDraft, movedOn } from './find-draft.ts'
import { readSubmission } from './submission.ts'

/**
 * Makes an approved draft the active version of its layer: everything it was approved with is asked once more, votes
 * and the end of the approval included, and version, retirement, matrix, evidence and the word to those concerned are one transaction. Throws
 * `conflict` when another version became active meanwhile.
 */
export async function activateDraft(
  actor: Actor,
  { id, revision }: { id: string; revision: number },
): Promise<{ version: number }> {
  authorise(actor, 'policy:write')
  return transaction(
    async (tx) => {
      await lockDraft(tx, await findDraft(tx, actor, id))
      const draft = await findDraft(tx, actor, id)
      if (draft.revision !== revision) throw movedOn(draft, revision)
      const { tenantId, approvalId, scope, scopeTenantId } = draft
      if (draft.status !== 'approved' || !approvalId) throw notApproved(draft)
      const { digest } = await readSubmission(tx, draft)
      const by = await inItsLog(tx, actor, draft)
      const request = await lockRequest(tx, tenantId, approvalId)
      const counted = await countVotes(tx, request)
      const inTime = request.expiresAt > new Date()
      const same = digest === draft.submittedDigest && digest === request.decisionDigest
      if (request.status !== 'approved' || counted.stand.state !== 'approved' || !same) throw notApproved(draft)
      if (!inTime) throw tooLate(draft)
      const slug = scopeTenantId ? by.tenantSlug : undefined
      const { version } = await activateVersion(tx, by, {
        scope,
        scopeTenantId,
        content: contentOfDraft(draft),
        schema: await schemaFor(tx, draft),
        note: draft.note || draft.title,
        createdById: draft.createdById,
        approvalId,
        draftId: id,
        tenant: slug,
      })
      await tx.policyDraft.updateMany({
        where: { tenantId, id },
        data: { status: 'activated', activatedVersion: version, updatedAt: new Date() },
      })
      await markExecuted(tx, by, request, counted)
      await tellConcerned(tx, draft, version)
      await enqueue(tx, 'recheckPolicies', `recheck-policies:${version}`, `policy version ${version} became active`)
      return { version }
    },
    { timeoutMs: 60_000 },
  )
}

function tooLate({ title }: PolicyDraft): BareCountError {
  return new BareCountError('invalid_state', `The approval of “${title}” has expired.`, {
    remedy: 'Rebase the draft, simulate it, and submit it again.',
  })
}

function notApproved({ title, status }: PolicyDraft): BareCountError {
  if (status === 'activated' || status === 'discarded') {
    return new BareCountError('invalid_state', `“${title}” is ${status}.`, { remedy: 'Begin a new draft.' })
  }
  return new BareCountError('invalid_state', `“${title}” is not approved as it is now.`, {
    remedy: 'Submit it, and have it approved by somebody who did not edit it.',
  })
}

/** The platform's version carries the schema on; only an upgrade of the product changes it. */
async function schemaFor(tx: Tx, { scope, scopeTenantId }: PolicyDraft): Promise<string> {
  if (scope !== 'platform') return ''
  const active = await unsafeTx(tx).policyVersion.findFirst({
    where: { scope, scopeTenantId, activatedAt: { not: null }, retiredAt: null },
    select: { policies: true },
  })
  return (active?.policies as { schema?: string } | undefined)?.schema ?? ''
}

/** Everybody a change of rules concerns: the members of its tenant, or of every tenant. */
async function tellConcerned(tx: Tx, { scopeTenantId, title }: PolicyDraft, version: number): Promise<void> {
  const tenants = scopeTenantId ? [{ id: scopeTenantId }] : await tx.tenant.findMany({ select: { id: true } })
  for (const { id } of tenants) {
    await notifyMembers(tx, id, ['engineer', 'approver', 'admin'], {
      kind: 'policy_changed',
      sentence: `The rules have changed: ${title} (version ${version}).`,
      link: `/policy/versions/${version}`,
      subjectIds: [],
    })
  }
}
