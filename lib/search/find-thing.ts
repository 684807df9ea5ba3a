import type { Actor } from '../auth/actor.ts'
import { authorise } from '../auth/authorise.ts'
import { db } from '../db/client.ts'
import { type IdKind, kindOfId } from '../ids.ts'
import { pastedDigest } from './name-shapes.ts'

/** What an id or digest names: its kind and id, and for a version the manifest it belongs to. */
export type Found = { kind: IdKind; id: string } | { kind: 'manifestVersion'; manifestId: string; version: number }

/**
 * What a pasted id or digest names in the actor's tenant, or undefined. An id is known by its prefix alone (its page
 * answers for ids that are not there); versions and digests are looked up. A digest names the artifact, else the
 * manifest version that has it. Throws `forbidden` when the actor may not read manifests.
 */
export async function findThing(actor: Actor, text: string): Promise<Found | undefined> {
  authorise(actor, 'manifest:read')
  const id = text.trim()
  const kind = kindOfId(id)
  if (kind === 'manifestVersion') return findVersion(actor, { id })
  if (kind) return { kind, id }
  const pasted = pastedDigest(id)
  if (!pasted) return undefined
  const digest = pasted.whole ? pasted.digest : { startsWith: pasted.digest }
  const artifact = await db.artifact.findFirst({
    where: { tenantId: actor.tenantId, digest },
    select: { id: true },
    orderBy: { id: 'desc' },
  })
  return artifact ? { kind: 'artifact', id: artifact.id } : findVersion(actor, { digest })
}

async function findVersion(
  actor: Actor,
  which: { id: string } | { digest: string | { startsWith: string } },
): Promise<Found | undefined> {
  const version = await db.manifestVersion.findFirst({
    where: { tenantId: actor.tenantId, ...which },
    select: { manifestId: true, version: true },
    orderBy: { id: 'desc' },
  })
  return version ? { kind: 'manifestVersion', ...version } : undefined
}
