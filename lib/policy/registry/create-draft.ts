import type { Actor } from '../../auth/actor.ts'
import { authorise } from '../../auth/authorise.ts'
import { transaction, unsafeTx } from '../../db/client.ts'
import { notFound } from '../../errors.ts'
import { appendEvidence } from '../../evidence/append-evidence.ts'
import { newId } from '../../ids.ts'
import { policySourceSchema } from '../load-policies.ts'
import { standingParts } from '../matrix/standing-parts.ts'
import { activeVersion } from './active-version.ts'
import { layerOf } from './layer.ts'
import { type CreateDraftInput, createDraftInput } from './schema.ts'

/**
 * Begins a draft of a layer from its active version, or with the content of an older one: going back is a new version
 * too. Throws `not_found` for a version that is not of that layer.
 */
export async function createDraft(actor: Actor, given: CreateDraftInput): Promise<{ id: string; revision: number }> {
  authorise(actor, 'policy:write')
  const { scope, title, note, from } = createDraftInput.parse(given)
  const { scopeTenantId, ownerId: tenantId, by } = await layerOf(actor, scope)
  const id = newId('policyDraft')
  return transaction(async (tx) => {
    const base = await activeVersion(tx, { scope, scopeTenantId })
    const older = from
      ? await unsafeTx(tx).policyVersion.findFirst({ where: { version: from, scope, scopeTenantId } })
      : undefined
    if (from && !older) throw notFound('policy version')
    const content = older ?? base ?? { policies: undefined, ...(await standingParts(tx, { scope, scopeTenantId })) }
    await tx.policyDraft.create({
      data: {
        tenantId,
        id,
        scope,
        scopeTenantId,
        title,
        note,
        policies: content.policies ? policySourceSchema.parse(content.policies).policies : {},
        matrix: content.matrix ?? [],
        ...(content.quota && { quota: content.quota }),
        basedOn: base?.version ?? null,
        createdById: actor.userId,
        editorIds: [actor.userId],
      },
    })
    await appendEvidence(tx, {
      kind: 'policy.drafted',
      actor: by,
      result: 'info',
      draftId: id,
      scope,
      title,
      ...(base && { basedOn: base.version }),
      ...(from && { from }),
    })
    return { id, revision: 1 }
  })
}
