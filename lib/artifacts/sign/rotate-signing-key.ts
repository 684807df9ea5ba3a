import type { Actor } from '../../auth/actor.ts'
import { authorise } from '../../auth/authorise.ts'
import { registerKeys } from '../../evidence/register-keys.ts'
import { installationSigner, makeSigningKey, switchSigningKey } from './key-file.ts'
import { signStatement } from './sign-statement.ts'
import { makeStatement, predicateTypes } from './statement.ts'

/**
 * Signs with a new key from now on. What the one before signed keeps verifying: only its window is closed, a minute
 * later, so that what is being signed in this instant counts. The key before vouches for the new one, so that whoever
 * trusts the one may come to trust the other; not when it is replaced because somebody else may have it.
 * Throws `forbidden`, `unavailable`.
 */
export async function rotateSigningKey(
  actor: Actor,
  { vouched = true }: { vouched?: boolean } = {},
): Promise<{ keyId: string; replaced: string }> {
  authorise(actor, 'key:rotate')
  // The present one must be known before it is replaced, or nobody could verify what it signed.
  await registerKeys(actor)
  const before = installationSigner()
  const { name, signer } = makeSigningKey()
  const { keyId, publicKeyPem: publicPem } = signer
  const subject = { name: 'signing key', digest: { sha256: keyId } }
  const statement = makeStatement([subject], predicateTypes.successor, { publicPem })
  switchSigningKey(name, vouched ? await signStatement(before, statement) : undefined)
  await registerKeys(actor)
  return { keyId, replaced: before.keyId }
}
