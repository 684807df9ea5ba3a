import type { z } from 'zod'
import type { Actor } from '../auth/actor.ts'
import { authorise } from '../auth/authorise.ts'
import { transaction, violatedConstraint } from '../db/client.ts'
import { BareCountError } from '../errors.ts'
import { appendEvidence } from '../evidence/append-evidence.ts'
import { newId } from '../ids.ts'
import { publisherKeyIds, readPublisherKeys } from './publisher-keys.ts'
import type { approveRegistryInput } from './schema.ts'

/**
 * Lets the tenant take images from a registry, or a part of one, and says whose signature counts there.
 * Throws `forbidden`, `invalid_input` for keys that are none, `conflict` when the prefix is approved already.
 */
export async function approveRegistry(
  actor: Actor,
  input: z.output<typeof approveRegistryInput>,
): Promise<{ id: string }> {
  authorise(actor, 'registry:manage')
  const { prefix, signatureRequired, note } = input
  const publisherKeys = readPublisherKeys(input.publisherKeys)
  const id = newId('registry')
  const approve = transaction(async (tx) => {
    const data = { prefix, signatureRequired, note, publisherKeys, approvedById: actor.userId }
    await tx.approvedRegistry.create({ data: { ...data, id, tenantId: actor.tenantId } })
    await appendEvidence(tx, {
      kind: 'registry.approved',
      actor,
      result: 'info',
      registryId: id,
      prefix,
      signatureRequired,
      publisherKeyIds: publisherKeyIds(publisherKeys),
    })
  })
  await approve.catch((error: unknown) => {
    if (!violatedConstraint(error)) throw error
    throw new BareCountError('conflict', `${prefix} is approved already.`, {
      faults: [{ path: 'prefix', message: 'is approved already' }],
      remedy: 'Withdraw that approval first, then approve it with other keys.',
    })
  })
  return { id }
}
