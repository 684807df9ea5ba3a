import type { Actor } from '../auth/actor.ts'
import { authorise } from '../auth/authorise.ts'
import { db, type Tx } from '../db/client.ts'
import { pageOf } from '../db/page.ts'
import { sayScope } from './say-scope.ts'

/** A pause as pages and clients read it. */
export type PauseView = {
  id: string
  scope: string
  runnerId: string | null
  environmentId: string | null
  environment: string | null
  reason: string
  pausedBy: string
  pausedAt: Date
  resumedBy: string | null
  resumedAt: Date | null
}

type Filters = { open?: 'yes' | undefined; cursor?: string | undefined; limit?: number | undefined }

/** Pauses of the tenant, newest first; `cursor` is the last id of the page before. */
export async function listPauses(actor: Actor, { open, cursor, limit = 50 }: Filters = {}) {
  authorise(actor, 'run:read')
  const rows = await db.pause.findMany({
    where: { tenantId: actor.tenantId, ...(open && { resumedAt: null }), ...(cursor && { id: { lt: cursor } }) },
    orderBy: { id: 'desc' },
    take: limit + 1,
  })
  const page = pageOf(rows, limit, (last) => last.id)
  return { pauses: await viewsOf(actor.tenantId, page.rows), next: page.next }
}

/** A place in which runs may be held: a runner with its environment, an environment, or the tenant. */
export type Place = { runnerId?: string; environmentId?: string }

/** The open pauses that hold back what begins in a place, the widest first. */
export async function pausesOver(actor: Actor, { runnerId, environmentId }: Place = {}): Promise<PauseView[]> {
  authorise(actor, 'run:read')
  const rows = await db.pause.findMany({
    where: {
      tenantId: actor.tenantId,
      resumedAt: null,
      OR: [
        { runnerId: null, environmentId: null },
        ...(environmentId ? [{ environmentId }] : []),
        ...(runnerId ? [{ runnerId }] : []),
      ],
    },
  })
  const width = (row: { runnerId: string | null; environmentId: string | null }) =>
    row.runnerId ? 2 : row.environmentId ? 1 : 0
  return viewsOf(
    actor.tenantId,
    rows.sort((a, b) => width(a) - width(b)),
  )
}

type Span = { tenantId: string; runnerId: string; environmentId: string; from: Date; to: Date }

/** What was paused over a runner at some time of a span; for the scheduler, which asks about instants that are past. */
export function pausesDuring(tx: Tx | typeof db, { tenantId, runnerId, environmentId, from, to }: Span) {
  return tx.pause.findMany({
    where: {
      tenantId,
      pausedAt: { lte: to },
      AND: [
        { OR: [{ resumedAt: null }, { resumedAt: { gte: from } }] },
        { OR: [{ runnerId }, { environmentId }, { runnerId: null, environmentId: null }] },
      ],
    },
    select: { id: true, pausedAt: true, resumedAt: true },
  })
}

type Row = Awaited<ReturnType<typeof db.pause.findMany>>[number]

async function viewsOf(tenantId: string, rows: readonly Row[]): Promise<PauseView[]> {
  const ids = (pick: (row: Row) => (string | null)[]) => [...new Set(rows.flatMap(pick))].filter((id) => id !== null)
  const [runners, environments, users] = await Promise.all([
    db.runner.findMany({
      where: { tenantId, id: { in: ids((row) => [row.runnerId]) } },
      select: { id: true, name: true, environment: { select: { name: true } } },
    }),
    db.environment.findMany({
      where: { id: { in: ids((row) => [row.environmentId]) } },
      select: { id: true, name: true },
    }),
    db.user.findMany({
      where: { id: { in: ids((row) => [row.pausedById, row.resumedById]) } },
      select: { id: true, email: true },
    }),
  ])
  const labelOf = (id: string | null) => (id === null ? null : (users.find((user) => user.id === id)?.email ?? id))
  return rows.map((row) => {
    const runner = runners.find(({ id }) => id === row.runnerId)
    const environment = runner?.environment.name ?? environments.find(({ id }) => id === row.environmentId)?.name
    return {
      id: row.id,
      scope: sayScope({ runner: runner?.name, environment }),
      runnerId: row.runnerId,
      environmentId: row.environmentId,
      environment: environment ?? null,
      reason: row.reason,
      pausedBy: labelOf(row.pausedById) ?? '',
      pausedAt: row.pausedAt,
      resumedBy: labelOf(row.resumedById),
      resumedAt: row.resumedAt,
    }
  })
}
