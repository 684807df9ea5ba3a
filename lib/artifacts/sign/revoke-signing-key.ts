import { z } from 'zod'
import { type Actor, onTenant } from '../../auth/actor.ts'
import { authorise } from '../../auth/authorise.ts'
import { transaction, unsafeDb, unsafeTx } from '../../db/client.ts'
import { BareCountError, notFound } from '../../errors.ts'
import { appendEvidence } from '../../evidence/append-evidence.ts'
import { SIGNING_PURPOSE } from '../../evidence/register-keys.ts'
import { platformTenant } from '../../tenancy/platform-tenant.ts'
import { enqueue } from '../../worker/enqueue.ts'
import { installationSigner } from './key-file.ts'
import { rotateSigningKey } from './rotate-signing-key.ts'

export const revokeKeyInput = z.strictObject({
  keyId: z.string().regex(/^[0-9a-f]{64}$/),
  reason: z.string().trim().min(3).max(500),
})

/**
 * Stops trusting a signing key for good: artifacts that only it signed start no run and are not deployed until they are
 * built again. The present key is replaced first. Evidence it signed before stays proven by its place in the log.
 * Returns how many artifacts lost their only signature. Throws `not_found`, `forbidden`, `invalid_state` when it was
 * revoked before.
 */
export async function revokeSigningKey(
  actor: Actor,
  { keyId, reason }: z.output<typeof revokeKeyInput>,
): Promise<{ artifacts: number }> {
  authorise(actor, 'key:rotate')
  const platform = await platformTenant()
  // Keys belong to the installation, not to a tenant; so do the artifacts that rest on one.
  const key = await unsafeDb.signingKey.findFirst({ where: { keyId, purpose: SIGNING_PURPOSE } })
  if (!key || !platform) throw notFound('signing key')
  if (installationSigner().keyId === keyId) await rotateSigningKey(actor, { vouched: false })
  return transaction(async (tx) => {
    const revokedAt = new Date()
    const { count } = await tx.signingKey.updateMany({
      where: { keyId, revokedAt: null },
      data: { revokedAt, revokedReason: reason, validUntil: revokedAt },
    })
    if (!count) {
      throw new BareCountError('invalid_state', 'This key was revoked before.', { remedy: 'Nothing is left to do.' })
    }
    const [alone] = await unsafeTx(tx).$queryRaw<{ artifacts: number }[]>`
      select count(*)::int as artifacts from "Artifact" a
      where exists (select 1 from "Attestation" t where t."tenantId" = a."tenantId" and t."artifactId" = a.id
          and t."keyId" = ${keyId})
        and not exists (select 1 from "Attestation" t join "SigningKey" k on k."keyId" = t."keyId"
          where t."tenantId" = a."tenantId" and t."artifactId" = a.id and k."revokedAt" is null)`
    const artifacts = alone?.artifacts ?? 0
    const by = onTenant(actor, platform)
    await appendEvidence(tx, { kind: 'key.revoked', actor: by, result: 'info', keyId, reason, artifacts })
    // Whoever has a runner that starts nothing from now on is told.
    await enqueue(tx, 'reevaluate', `reevaluate:${keyId}`, 'a signing key was revoked')
    return { artifacts }
  })
}
