import { castVote } from '#lib/approvals/cast-vote.ts'
import type { Actor } from '#lib/auth/actor.ts'
import { db, unsafeDb } from '#lib/db/client.ts'
import type { TestTenant } from '#lib/db/testing/world.ts'
import { requestException } from '../request-exception.ts'
import type { RequestException } from '../schema.ts'

export const inDays = (days: number) => new Date(Date.now() + days * 24 * 3600_000).toISOString()

/** Terms that nobody would refuse, with parts of them changed. */
export const asked = (over: Partial<RequestException> = {}): RequestException => ({
  rule: 'matrix.not_offered',
  class: 'serverless',
  category: 'waiver',
  justification: 'The matrix is being extended.',
  risk: 'None that we know of.',
  costPlan: 'Within the budget of the team.',
  expiresAt: inDays(30),
  ...over,
})

/** The question about an exception that waits for people. */
export async function questionOf(tenantId: string, id: string): Promise<string> {
  const row = await db.approvalRequest.findFirst({
    where: { tenantId, kind: 'exception', subjectId: id, status: 'open' },
    select: { id: true },
  })
  return row?.id ?? ''
}

/** A vote on an exception, as somebody who typed their password once more. */
export const vote = async (actor: Actor, id: string, verdict: 'approve' | 'reject' = 'approve', comment = 'Seen.') =>
  castVote(actor, { approvalId: await questionOf(actor.tenantId, id), verdict, comment }, { kind: 'password' })

/** An exception in force: asked for by the engineer, approved by two others. */
export async function grantException(tenant: TestTenant, over: Partial<RequestException> = {}): Promise<string> {
  const { id } = await requestException(tenant.engineer, asked(over))
  await vote(tenant.approver, id)
  await vote(await tenant.member('approver'), id)
  return id
}

/** Has a runner live on an exception, as its deployment leaves it. */
export async function liveOn(tenant: TestTenant, runnerId: string, exceptionId: string): Promise<string> {
  const tenantId = tenant.id
  const runner = await unsafeDb.runner.findFirstOrThrow({ where: { tenantId, id: runnerId } })
  const { deploymentId, manifestId, manifestVersionId, environmentId } = runner
  const place = { manifestId, manifestVersionId, environmentId, requestedById: tenant.engineer.userId }
  await unsafeDb.deployment.upsert({
    where: { tenantId_id: { tenantId, id: deploymentId } },
    create: { tenantId, id: deploymentId, status: 'succeeded', ...place },
    update: {},
  })
  await db.exceptionUse.create({ data: { tenantId, deploymentId, runnerId, exceptionId } })
  return deploymentId
}

/** Moves the end of an exception to `at`, which no verb may: the clock, for whoever reads the row. */
export async function endAt(tenantId: string, id: string, at: Date): Promise<void> {
  const startsAt = new Date(at.getTime() - 3600_000)
  await unsafeDb.policyException.update({
    where: { tenantId_id: { tenantId, id } },
    data: { startsAt, expiresAt: at },
  })
}
