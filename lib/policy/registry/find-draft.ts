import { type Actor, onTenant } from '../../auth/actor.ts'
import { may } from '../../auth/authorise.ts'
import { type Tx, unsafeTx } from '../../db/client.ts'
import type { PolicyDraft } from '../../db/generated/client.ts'
import { BareCountError, notFound } from '../../errors.ts'
import { platformTenant } from '../../tenancy/platform-tenant.ts'

/**
 * A draft of the actor's tenant; whoever writes policies finds those of the platform from every tenant. Throws
 * `not_found`.
 */
export async function findDraft(tx: Tx, actor: Actor, id: string): Promise<PolicyDraft> {
  for (const tenantId of await reachable(actor)) {
    const draft = await tx.policyDraft.findFirst({ where: { tenantId, id } })
    if (draft) return draft
  }
  throw notFound('policy draft')
}

/** The tenants whose drafts the actor may look at: its own and, for those who write policies, the platform's. */
export async function reachable(actor: Actor): Promise<string[]> {
  const platform = may(actor, 'policy:write') ? await platformTenant() : undefined
  return [...new Set([actor.tenantId, ...(platform ? [platform.id] : [])])]
}

/** Holds the draft for the rest of the transaction. */
export async function lockDraft(tx: Tx, { tenantId, id }: { tenantId: string; id: string }): Promise<void> {
  await unsafeTx(tx).$queryRaw`
    select 1 from "PolicyDraft" where "tenantId" = ${tenantId} and id = ${id} for update`
}

/** Why an act on a draft found it otherwise than it was seen. */
export function movedOn(
  { status, revision: present, title }: { status: string; revision: number; title: string },
  revision: number,
): BareCountError {
  if (status === 'activated' || status === 'discarded') {
    return new BareCountError('invalid_state', `“${title}” is ${status}.`, { remedy: 'Begin a new draft.' })
  }
  return new BareCountError(
    'conflict',
    `“${title}” was edited meanwhile: it is at revision ${present}, and this was made on ${revision}.`,
    { remedy: 'Look at both, keep what you want of each, and save again.' },
  )
}

/** The actor as the log knows them that the draft's evidence belongs to. */
export async function inItsLog(tx: Tx, actor: Actor, { tenantId }: { tenantId: string }): Promise<Actor> {
  const { slug } = await tx.tenant.findUniqueOrThrow({ where: { id: tenantId }, select: { slug: true } })
  return onTenant(actor, { id: tenantId, slug })
}
