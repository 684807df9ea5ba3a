import { createPublicKey } from 'node:crypto'
import { installationSigner } from '../artifacts/sign/key-file.ts'
import { keyIdOf } from '../artifacts/sign/signer.ts'
import { systemActor } from '../auth/actor.ts'
import { transaction, unsafeDb, unsafeTx } from '../db/client.ts'
import { appendEvidence } from './append-evidence.ts'
import { logKey } from './log-key.ts'

/** The slug of the tenant that holds the evidence of platform-wide changes. */
const PLATFORM = 'platform'

/**
 * Publishes the installation's public keys in the database, once each, with evidence of it: whoever verifies later
 * needs the key of that time. Safe to call from several processes.
 */
export async function registerKeys(): Promise<void> {
  const signer = installationSigner()
  const ofLog = createPublicKey(logKey())
  const keys = [
    { keyId: signer.keyId, purpose: 'artifacts and evidence', publicPem: signer.publicKeyPem },
    {
      keyId: keyIdOf(ofLog),
      purpose: 'checkpoints',
      publicPem: ofLog.export({ type: 'spki', format: 'pem' }) as string,
    },
  ]
  const platform = await unsafeDb.tenant.findUnique({ where: { slug: PLATFORM } })
  for (const key of keys) {
    await transaction(async (tx) => {
      const { count } = await unsafeTx(tx).signingKey.createMany({ data: key, skipDuplicates: true })
      if (!count || !platform) return
      const actor = systemActor(platform, 'sequencer')
      await appendEvidence(tx, { kind: 'key.added', actor, result: 'info', ...key })
    })
  }
}
