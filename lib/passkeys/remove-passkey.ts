import type { z } from 'zod'
import { transaction } from '../db/client.ts'
import { notFound } from '../errors.ts'
import { recordPasskey } from './record-passkey.ts'
import type { removeInput } from './schema.ts'

/** Takes a passkey away: it answers for nothing from now on; what it vouched for before stays proven. */
export async function removePasskey(
  user: { id: string; email: string },
  { id }: z.output<typeof removeInput>,
): Promise<void> {
  await transaction(async (tx) => {
    const where = { id, userId: user.id }
    const found = await tx.passkey.findFirst({ where, select: { name: true, credentialId: true } })
    const { count } = await tx.passkey.deleteMany({ where })
    if (!found || !count) throw notFound('passkey')
    await recordPasskey(tx, user, { kind: 'passkey.removed', passkeyId: id, ...found })
  })
}
