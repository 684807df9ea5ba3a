import { createPublicKey } from 'node:crypto'
import { installationSigner, presentEndorsement } from '../artifacts/sign/key-file.ts'
import { keyIdOf } from '../artifacts/sign/signer.ts'
import { type Actor, onTenant, systemActor } from '../auth/actor.ts'
import { type Tx, transaction, unsafeTx } from '../db/client.ts'
import { platformTenant } from '../tenancy/platform-tenant.ts'
import { appendEvidence } from './append-evidence.ts'
import { logKey } from './log-key.ts'

/** What a key that signs artifacts and evidence is kept as. */
export const SIGNING_PURPOSE = 'artifacts and evidence'

/** What another process is signing at the moment of a rotation still counts for the key before. */
const OVERLAP_MS = 60_000

/**
 * Publishes the installation's public keys in the database, once each, with evidence of it, and closes the windows of
 * signing keys that a later one has replaced: whoever verifies later needs the keys of each time. Safe to call from
 * several processes, and again after a crash in the middle of a rotation.
 */
export async function registerKeys(by?: Actor): Promise<void> {
  const signer = installationSigner()
  const ofLog = createPublicKey(logKey())
  const keys = [
    {
      keyId: signer.keyId,
      purpose: SIGNING_PURPOSE,
      publicPem: signer.publicKeyPem,
      endorsement: presentEndorsement(),
    },
    {
      keyId: keyIdOf(ofLog),
      purpose: 'checkpoints',
      publicPem: ofLog.export({ type: 'spki', format: 'pem' }) as string,
      endorsement: undefined,
    },
  ]
  const platform = await platformTenant()
  const actor = platform && (by ? onTenant(by, platform) : systemActor(platform, 'sequencer'))
  await transaction(async (tx) => {
    for (const { endorsement, ...key } of keys) {
      const data = { ...key, ...(endorsement && { endorsement }) }
      const { count } = await unsafeTx(tx).signingKey.createMany({ data, skipDuplicates: true })
      if (count && actor) await appendEvidence(tx, { kind: 'key.added', actor, result: 'info', ...key })
    }
    await closeReplaced(tx, signer.keyId, actor)
  })
}

async function closeReplaced(tx: Tx, present: string, actor: Actor | undefined): Promise<void> {
  const where = { purpose: SIGNING_PURPOSE, validUntil: null, keyId: { not: present } }
  const validUntil = new Date(Date.now() + OVERLAP_MS)
  for (const { keyId } of await tx.signingKey.findMany({ where, select: { keyId: true } })) {
    const { count } = await tx.signingKey.updateMany({ where: { ...where, keyId }, data: { validUntil } })
    if (!count || !actor) continue
    const until = validUntil.toISOString()
    await appendEvidence(tx, { kind: 'key.replaced', actor, result: 'info', keyId, by: present, validUntil: until })
  }
}
