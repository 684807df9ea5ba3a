import type { Actor } from '../auth/actor.ts'
import { authorise } from '../auth/authorise.ts'
import { transaction } from '../db/client.ts'
import { BareCountError } from '../errors.ts'
import { isPlatformPath } from './platform-paths.ts'
import { type PutSecretInput, putSecretInput } from './schema.ts'
import { writeSecret } from './write-secret.ts'

/**
 * Sets a secret of the tenant. Runners get the new value at their next cold start. Returns the version.
 * Throws `forbidden`, `invalid_input` for a reserved path.
 */
export async function putSecret(actor: Actor, input: PutSecretInput): Promise<{ version: number }> {
  authorise(actor, 'secret:write')
  const { path, value } = putSecretInput.parse(input)
  if (isPlatformPath(path)) {
    throw new BareCountError('invalid_input', `Paths like ${path} belong to the platform.`, {
      faults: [{ path: 'path', message: 'belongs to the platform', remedy: 'Begin with the name of your pipeline.' }],
    })
  }
  return { version: await transaction((tx) => writeSecret(tx, actor, path, value)) }
}
