import type { Actor } from '../auth/actor.ts'
import { authorise } from '../auth/authorise.ts'
import { type Clock, systemClock } from '../clock.ts'
import { type Tx, transaction } from '../db/client.ts'
import type { ArtifactFinding } from '../db/generated/client.ts'
import { notFound } from '../errors.ts'
import { appendEvidence } from '../evidence/append-evidence.ts'
import { newId } from '../ids.ts'
import { enqueue } from '../worker/enqueue.ts'
import { standing } from './covering-triage.ts'
import { endOfExcuse } from './end-of-excuse.ts'
import { refuseInvolved } from './involved-people.ts'
import { lockFindings } from './lock-findings.ts'
import { type TriageInput, triageInput } from './schema.ts'
import { statusNow } from './status-now.ts'
import { excuses } from './words.ts'

type Found = ArtifactFinding & { artifact: { digest: string } }

/**
 * Says how findings stand, with a reason. It holds for their artifacts or for the whole tenant, and the newest word
 * counts. What takes a finding out of a gate's count is an approver's to say, and not of an artifact they have a hand in.
 * Throws `not_found`, `forbidden`, `invalid_input`.
 */
export async function triageFindings(
  actor: Actor,
  given: TriageInput,
  clock: Clock = systemClock,
): Promise<{ triageIds: string[]; covers: number }> {
  authorise(actor, 'finding:triage')
  const input = triageInput.parse(given)
  if (excuses(input.status)) authorise(actor, 'finding:decide')
  const { tenantId } = actor
  return transaction(async (tx) => {
    await lockFindings(tx, tenantId)
    const now = clock.now()
    const expiresAt = endOfExcuse(input.expiresAt, now, excuses(input.status))
    const found = await readFindings(tx, tenantId, input.findingIds)
    if (excuses(input.status)) await refuseInvolved(tx, actor, await digestsCovered(tx, tenantId, found, input.scope))
    const triageIds: string[] = []
    let covers = 0
    for (const finding of subjectsOf(found, input.scope)) {
      const artifactId = input.scope === 'tenant' ? null : finding.artifactId
      const said = await writeTriage(tx, actor, finding, { ...input, artifactId, expiresAt, now })
      triageIds.push(said.triageId)
      covers += said.covers
    }
    await enqueue(tx, 'recheckVerdicts', `recheck:${triageIds[0]}`, tenantId, 'findings were triaged')
    return { triageIds, covers }
  })
}

async function readFindings(tx: Tx, tenantId: string, ids: readonly string[]): Promise<Found[]> {
  const wanted = [...new Set(ids)]
  const found = await tx.artifactFinding.findMany({
    where: { tenantId, id: { in: wanted } },
    include: { artifact: { select: { digest: true } } },
    orderBy: { id: 'asc' },
  })
  if (found.length < wanted.length) throw notFound('finding')
  return found
}

/** One finding for each thing that is to be said: a subject, once for each artifact or once for all of them. Pure. */
function subjectsOf(found: readonly Found[], scope: 'artifact' | 'tenant'): Found[] {
  const key = ({ subject, artifactId }: Found) => (scope === 'tenant' ? subject : `${subject} ${artifactId}`)
  return [...new Map(found.map((finding) => [key(finding), finding])).values()]
}

/** The artifacts whose verdict it may change. */
async function digestsCovered(tx: Tx, tenantId: string, found: readonly Found[], scope: 'artifact' | 'tenant') {
  if (scope === 'artifact') return found.map(({ artifact }) => artifact.digest)
  const rows = await tx.artifact.findMany({
    where: { tenantId, findings: { some: { subject: { in: found.map(({ subject }) => subject) }, resolvedAt: null } } },
    select: { digest: true },
  })
  return rows.map(({ digest }) => digest)
}

type Said = Pick<ReturnType<typeof triageInput.parse>, 'status' | 'reason' | 'justification'> & {
  artifactId: string | null
  expiresAt: Date | null
  now: Date
}

/** The new row, what it makes of the findings it covers, and its evidence. The tenant's findings must be locked. */
async function writeTriage(tx: Tx, actor: Actor, finding: Found, said: Said) {
  const { tenantId } = actor
  const { subject, kind, rule, component, path } = finding
  const { status, reason, justification, artifactId, expiresAt, now } = said
  const id = newId('triage')
  await tx.triage.create({
    data: {
      tenantId,
      id,
      artifactId,
      subject,
      kind,
      rule,
      component,
      path,
      status,
      reason,
      justification: justification ?? null,
      expiresAt,
      byId: actor.userId,
      byLabel: actor.label,
      at: now,
    },
  })
  const covered = { tenantId, subject, ...(artifactId ? { artifactId } : {}) }
  const data = standing({ id, status, at: now, expiresAt })
  const { count } = await tx.artifactFinding.updateMany({ where: covered, data })
  await appendEvidence(tx, {
    kind: 'finding.triaged',
    actor,
    result: 'info',
    triageId: id,
    findingKind: kind,
    rule,
    component: component ?? undefined,
    path: path ?? undefined,
    digest: artifactId ? finding.artifact.digest : undefined,
    ...(artifactId ? { subjectDigests: [{ name: 'artifact', sha256: finding.artifact.digest }] } : {}),
    before: statusNow(finding, now),
    after: status,
    reason,
    justification,
    expiresAt: expiresAt?.toISOString(),
    covers: count,
  })
  return { triageId: id, covers: count }
}
