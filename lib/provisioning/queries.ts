import type { z } from 'zod'
import type { Actor } from '../auth/actor.ts'
import { authorise } from '../auth/authorise.ts'
import { db } from '../db/client.ts'
import { pageOf } from '../db/page.ts'
import { notFound } from '../errors.ts'
import type { deploymentFilters } from './schema.ts'

/** Deployments, newest first, one page; `cursor` is the last id of the page before. */
export async function listDeployments(
  actor: Actor,
  filters: z.output<typeof deploymentFilters> & { cursor?: string; limit?: number } = {},
) {
  authorise(actor, 'deployment:read')
  const limit = filters.limit ?? 50
  const rows = await db.deployment.findMany({
    where: {
      tenantId: actor.tenantId,
      ...(filters.manifestId ? { manifestId: filters.manifestId } : {}),
      ...(filters.environment ? { environment: { name: filters.environment } } : {}),
      ...(filters.status ? { status: filters.status } : {}),
      ...(filters.cursor ? { id: { lt: filters.cursor } } : {}),
    },
    select: {
      id: true,
      kind: true,
      status: true,
      reason: true,
      createdAt: true,
      startedAt: true,
      finishedAt: true,
      artifactDigest: true,
      manifest: { select: { id: true, name: true } },
      manifestVersion: { select: { version: true } },
      environment: { select: { id: true, name: true, rank: true } },
      stages: { select: { name: true, status: true }, orderBy: { ordinal: 'asc' } },
    },
    orderBy: { id: 'desc' },
    take: limit + 1,
  })
  const page = pageOf(rows, limit, (last) => last.id)
  return { deployments: page.rows, next: page.next }
}

/** One deployment with its stages, approvals and what they produced. Throws `not_found`. */
export async function getDeployment(actor: Actor, id: string) {
  authorise(actor, 'deployment:read')
  const row = await db.deployment.findFirst({
    where: { tenantId: actor.tenantId, id },
    include: {
      manifest: { select: { id: true, name: true } },
      manifestVersion: {
        select: {
          id: true,
          version: true,
          digest: true,
          sourceDigest: true,
          runnerClass: true,
          size: true,
          profile: true,
        },
      },
      environment: { select: { id: true, name: true, rank: true, target: true } },
      stages: { orderBy: { ordinal: 'asc' } },
      approvals: {
        select: { id: true, status: true, required: true, votes: { select: { userId: true, verdict: true } } },
        orderBy: { id: 'desc' },
      },
    },
  })
  if (!row) throw notFound('deployment')
  return row
}

type Narrowed = { limit?: number; attempt?: number | undefined }

/**
 * Log chunks after `after` (exclusive), oldest first; of one attempt alone when it is named. The caller has shown that the
 * subject is the actor's.
 */
export async function readLog(actor: Actor, subjectId: string, after: bigint, { limit = 500, attempt }: Narrowed = {}) {
  return db.logChunk.findMany({
    where: { tenantId: actor.tenantId, subjectId, seq: { gt: after }, ...(attempt ? { attempt } : {}) },
    select: { seq: true, channel: true, attempt: true, at: true, text: true },
    orderBy: { seq: 'asc' },
    take: limit,
  })
}
