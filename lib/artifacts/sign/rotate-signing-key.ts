import type { Actor } from '../../auth/actor.ts'
import { authorise } from '../../auth/authorise.ts'
import { registerKeys } from '../../evidence/register-keys.ts'
import { installationSigner, switchSigningKey } from './key-file.ts'

/**
 * Signs with a new key from now on. What the one before signed keeps verifying: only its window is closed, a minute
 * later, so that what is being signed in this instant counts. Throws `forbidden`, `unavailable`.
 */
export async function rotateSigningKey(actor: Actor): Promise<{ keyId: string; replaced: string }> {
  authorise(actor, 'key:rotate')
  // The present one must be known before it is replaced, or nobody could verify what it signed.
  await registerKeys(actor)
  const replaced = installationSigner().keyId
  const { keyId } = switchSigningKey()
  await registerKeys(actor)
  return { keyId, replaced }
}
