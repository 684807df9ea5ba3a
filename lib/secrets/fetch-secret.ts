import type { Actor } from '../auth/actor.ts'
import { db } from '../db/client.ts'
import { BareCountError } from '../errors.ts'
import { envelopeSchema, open } from './envelope.ts'
import { keyEncryptionKey } from './key-encryption-key.ts'
import { placeOf } from './write-secret.ts'

/**
 * The values of `paths` (variable name → path) for a run. Only the system reads secrets: no person and no token gets a
 * value back. Throws `forbidden`, `not_found` naming every path that is not there, `unavailable` when one does not open.
 */
export async function fetchSecrets(actor: Actor, paths: Record<string, string>): Promise<Record<string, string>> {
  if (actor.kind !== 'system') throw new BareCountError('forbidden', 'Secrets are only given to runs.')
  const wanted = [...new Set(Object.values(paths))]
  if (!wanted.length) return {}
  const rows = await db.secret.findMany({
    where: { tenantId: actor.tenantId, path: { in: wanted } },
    select: { path: true, envelope: true },
  })
  const missing = wanted.filter((path) => !rows.some((row) => row.path === path))
  if (missing.length) {
    throw new BareCountError('not_found', `There is no secret at ${missing.join(', ')}.`, {
      remedy: `Set it under Settings → Secrets, or with PUT /api/v1/secrets.`,
    })
  }
  const values = new Map(rows.map((row) => [row.path, opened(actor.tenantId, row.path, row.envelope)]))
  return Object.fromEntries(Object.entries(paths).map(([name, path]) => [name, values.get(path) ?? '']))
}

/** One secret, as `fetchSecrets`. */
export async function fetchSecret(actor: Actor, path: string): Promise<string> {
  const { value = '' } = await fetchSecrets(actor, { value: path })
  return value
}

function opened(tenantId: string, path: string, envelope: unknown): string {
  try {
    return open(keyEncryptionKey(), placeOf(tenantId, path), envelopeSchema.parse(envelope))
  } catch (cause) {
    if (cause instanceof BareCountError) throw cause
    throw new BareCountError('unavailable', `The secret at ${path} does not open: it was changed, or its key was.`, {
      cause,
      remedy: 'Set it again, or restore keys/secrets.key from a backup.',
    })
  }
}
