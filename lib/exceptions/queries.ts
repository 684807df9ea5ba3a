import type { Actor } from '../auth/actor.ts'
import { authorise } from '../auth/authorise.ts'
import { emailsOf } from '../auth/emails-of.ts'
import { db, type Prisma } from '../db/client.ts'
import { pageOf } from '../db/page.ts'
import { notFound } from '../errors.ts'
import { stateAt } from './exception-status.ts'
import { namedRow } from './named-exception.ts'
import type { ExceptionFilters, ExceptionState } from './schema.ts'

const USES_SHOWN = 100

/** Exceptions of the tenant, newest first, each with how it stands now; `cursor` is the last id of the page before. */
export async function listExceptions(
  actor: Actor,
  filters: ExceptionFilters & { cursor?: string | undefined; limit?: number | undefined } = {},
) {
  authorise(actor, 'policy:read')
  const { state, rule, environment, manifestId, cursor, limit = 50 } = filters
  const now = new Date()
  const rows = await db.policyException.findMany({
    where: {
      tenantId: actor.tenantId,
      ...(state ? inState(state, now) : {}),
      ...(rule ? { rule } : {}),
      ...(environment ? { environment: { name: environment } } : {}),
      ...(manifestId ? { manifestId } : {}),
      ...(cursor ? { id: { lt: cursor } } : {}),
    },
    select: {
      id: true,
      rule: true,
      runnerClass: true,
      category: true,
      status: true,
      startsAt: true,
      expiresAt: true,
      renewsId: true,
      requestedByLabel: true,
      ...namedRow,
    },
    orderBy: { id: 'desc' },
    take: limit + 1,
  })
  const page = pageOf(rows, limit, (last) => last.id)
  return { exceptions: page.rows.map((row) => ({ ...row, state: stateAt(row, now) })), next: page.next }
}

/** The condition of standing so at an instant; the words of `stateAt` for the database. */
function inState(
  state: ExceptionState,
  now: Date,
): Pick<Prisma.PolicyExceptionWhereInput, 'status' | 'startsAt' | 'expiresAt' | 'OR'> {
  switch (state) {
    case 'requested':
      return { status: 'requested', expiresAt: { gt: now } }
    case 'upcoming':
      return { status: 'active', startsAt: { gt: now }, expiresAt: { gt: now } }
    case 'active':
      return { status: 'active', startsAt: { lte: now }, expiresAt: { gt: now } }
    case 'expired':
      return { OR: [{ status: 'expired' }, { status: { in: ['requested', 'active'] }, expiresAt: { lte: now } }] }
    default:
      return { status: state }
  }
}

/** One exception: who asked for what, how it was decided, what lives on it, what it renews. Throws `not_found`. */
export async function getException(actor: Actor, id: string) {
  authorise(actor, 'policy:read')
  const { tenantId } = actor
  const row = await db.policyException.findFirst({
    where: { tenantId, id },
    include: {
      ...namedRow,
      renewals: { select: { id: true, status: true, startsAt: true, expiresAt: true }, orderBy: { id: 'asc' } },
      uses: {
        select: {
          at: true,
          deploymentId: true,
          deployment: { select: { manifestVersion: { select: { version: true } } } },
          runner: {
            select: { id: true, name: true, status: true, deploymentId: true, environment: { select: { name: true } } },
          },
        },
        orderBy: { deploymentId: 'desc' },
        take: USES_SHOWN,
      },
    },
  })
  if (!row) throw notFound('exception')
  const now = new Date()
  const { uses, renewals, ...exception } = row
  return {
    ...exception,
    state: stateAt(exception, now),
    renewals: renewals.map((one) => ({ id: one.id, expiresAt: one.expiresAt, state: stateAt(one, now) })),
    uses: uses.map(({ at, deploymentId, deployment, runner }) => ({
      at,
      deploymentId,
      version: deployment.manifestVersion.version,
      runner: { id: runner.id, name: runner.name, environment: runner.environment.name },
      /** Whether the runner is still what that deployment made it. */
      lives: runner.deploymentId === deploymentId && runner.status !== 'destroyed',
    })),
    decision: await decisionOf(tenantId, id),
  }
}

/** The newest question about it and how people answered. */
async function decisionOf(tenantId: string, id: string) {
  const request = await db.approvalRequest.findFirst({
    where: { tenantId, kind: 'exception', subjectId: id },
    select: {
      id: true,
      status: true,
      expiresAt: true,
      votes: { select: { id: true, userId: true, verdict: true, comment: true, at: true }, orderBy: { at: 'asc' } },
    },
    orderBy: { id: 'desc' },
  })
  if (!request) return undefined
  const emails = await emailsOf(request.votes.map(({ userId }) => userId))
  const { votes, ...rest } = request
  const named = votes.map(({ userId, ...vote }) => ({
    ...vote,
    person: emails.get(userId) ?? userId,
  }))
  return { ...rest, votes: named }
}
