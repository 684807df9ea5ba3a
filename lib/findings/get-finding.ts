import type { Actor } from '../auth/actor.ts'
import { authorise } from '../auth/authorise.ts'
import { db, unsafeDb } from '../db/client.ts'
import { notFound } from '../errors.ts'
import { runnersOf } from './runners-of.ts'
import { statusNow } from './status-now.ts'
import { waiversInForce } from './waivers-in-force.ts'

/** How many entries of its history a finding shows. */
const HISTORY = 50

/**
 * One finding with what its advisory says, where it runs, the waiver that covers it, and what was ever said of it, newest
 * first. Throws `not_found`.
 */
export async function getFinding(actor: Actor, id: string) {
  authorise(actor, 'artifact:read')
  const { tenantId } = actor
  const found = await db.artifactFinding.findFirst({
    where: { tenantId, id },
    include: { artifact: { select: { digest: true, kind: true } } },
  })
  if (!found) throw notFound('finding')
  const now = new Date()
  const { artifact, key: _key, ...finding } = found
  const history = await db.triage.findMany({
    where: {
      tenantId,
      subject: found.subject,
      OR: [{ artifactId: found.artifactId }, { artifactId: null }],
    },
    select: {
      id: true,
      artifactId: true,
      status: true,
      reason: true,
      justification: true,
      expiresAt: true,
      byLabel: true,
      at: true,
    },
    orderBy: [{ at: 'desc' }, { id: 'desc' }],
    take: HISTORY,
  })
  const runners = await runnersOf(actor, [artifact.digest])
  const [waived] = found.kind === 'licence' ? await waiversInForce(db, tenantId, [found], now) : []
  return {
    ...finding,
    status: statusNow(found, now),
    digest: artifact.digest,
    artifactKind: artifact.kind,
    runners: runners.get(artifact.digest) ?? [],
    waiverId: waived?.waiver.id ?? null,
    advisory: found.kind === 'vulnerability' ? await advisoryOf(found.rule) : null,
    history,
  }
}

/** What is public about a vulnerability; null when the data that named it is gone. */
async function advisoryOf(id: string) {
  const advisory = await unsafeDb.advisory.findFirst({
    where: { id },
    select: {
      id: true,
      summary: true,
      severity: true,
      score: true,
      aliases: true,
      references: true,
      modified: true,
      withdrawn: true,
      body: true,
      source: { select: { name: true } },
    },
    orderBy: { modified: 'desc' },
  })
  if (!advisory) return null
  const { body, source, ...facts } = advisory
  const { details } = (body ?? {}) as { details?: unknown }
  return { ...facts, source: source.name, details: typeof details === 'string' ? details : null }
}
