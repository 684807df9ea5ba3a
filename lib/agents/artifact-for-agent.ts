import { stat } from 'node:fs/promises'
import type { Readable } from 'node:stream'
import { blobPath, streamBlob } from '../artifacts/blobs.ts'
import { db } from '../db/client.ts'
import { notFound } from '../errors.ts'
import type { AgentActor } from './agent-actor.ts'

/** The bytes of an artifact, for an agent that holds a run of it. Throws `not_found` for any other. */
export async function artifactForAgent(
  agent: AgentActor,
  digest: string,
): Promise<{ content: Readable; size: number }> {
  const { tenantId, id: leaseAgentId } = agent
  const held = await db.run.count({
    where: { tenantId, leaseAgentId, artifactDigest: digest, status: { in: ['running', 'queued'] } },
  })
  if (!held) throw notFound('artifact')
  const { size } = await stat(blobPath(digest))
  return { content: streamBlob(digest), size }
}
