import type { Actor } from '../auth/actor.ts'
import { authorise } from '../auth/authorise.ts'
import { db } from '../db/client.ts'
import { pageOf } from '../db/page.ts'
import { sayRuleScope } from './alert-words.ts'
import { namesOfRunners } from './names-of.ts'
import { type AlertFilters, MOST_RULES } from './schema.ts'

type Page = { cursor?: string | undefined; limit?: number | undefined }

/** Alerts, newest first, open and resolved; `cursor` is the last id of the page before. */
export async function listAlerts(actor: Actor, { cursor, limit = 50, ...filters }: AlertFilters & Page = {}) {
  authorise(actor, 'run:read')
  const { tenantId } = actor
  const rows = await db.alert.findMany({
    where: {
      tenantId,
      ...(filters.ruleId ? { ruleId: filters.ruleId } : {}),
      ...(filters.runnerId ? { runnerId: filters.runnerId } : {}),
      ...(filters.state ? { resolvedAt: filters.state === 'open' ? null : { not: null } } : {}),
      ...(cursor ? { id: { lt: cursor } } : {}),
    },
    include: { rule: { select: { name: true, windowMinutes: true, removedAt: true } } },
    orderBy: { id: 'desc' },
    take: limit + 1,
  })
  const page = pageOf(rows, limit, (last) => last.id)
  const names = await namesOfRunners(db, tenantId, page.rows)
  const alerts = page.rows.map((row) => ({
    ...row,
    state: row.resolvedAt ? ('resolved' as const) : ('open' as const),
    runner: names.get(row.runnerId) ?? null,
  }))
  return { alerts, next: page.next }
}

/** Alerts that are open now, the longest first, without paging: what a banner and the health page show. */
export async function openAlerts(actor: Actor, limit = 20) {
  authorise(actor, 'run:read')
  return db.alert.findMany({
    where: { tenantId: actor.tenantId, resolvedAt: null },
    include: { rule: { select: { name: true, tell: true } } },
    orderBy: [{ tenantId: 'asc' }, { ruleId: 'asc' }, { runnerId: 'asc' }],
    take: limit,
  })
}

/** The rules of the tenant with their scope in words, by name. */
export async function listRules(actor: Actor) {
  authorise(actor, 'run:read')
  const { tenantId } = actor
  const [rules, environments] = await Promise.all([
    db.alertRule.findMany({
      where: { tenantId, removedAt: null },
      include: { _count: { select: { alerts: { where: { resolvedAt: null } } } } },
      orderBy: { name: 'asc' },
      take: MOST_RULES,
    }),
    db.environment.findMany({ select: { id: true, name: true } }),
  ])
  const names = await namesOfRunners(
    db,
    tenantId,
    rules.map(({ runnerId }) => ({ runnerId: runnerId ?? '' })),
  )
  return rules.map(({ _count, nextAt: _, ...rule }) => {
    const environment = environments.find(({ id }) => id === rule.environmentId)?.name ?? null
    const runner = (rule.runnerId && names.get(rule.runnerId)) || null
    return {
      ...rule,
      environment,
      scope: sayRuleScope({ runner, environment, runnerClass: rule.runnerClass }),
      open: _count.alerts,
    }
  })
}

/** Silences, newest first; `cursor` is the last id of the page before. */
export async function listSilences(actor: Actor, { cursor, limit = 50 }: Page = {}) {
  authorise(actor, 'run:read')
  const { tenantId } = actor
  const rows = await db.silence.findMany({
    where: { tenantId, ...(cursor ? { id: { lt: cursor } } : {}) },
    orderBy: { id: 'desc' },
    take: limit + 1,
  })
  const page = pageOf(rows, limit, (last) => last.id)
  const names = await namesOfRunners(
    db,
    tenantId,
    page.rows.map(({ runnerId }) => ({ runnerId: runnerId ?? '' })),
  )
  const rules = await db.alertRule.findMany({
    where: { tenantId, id: { in: page.rows.flatMap(({ ruleId }) => ruleId ?? []) } },
    select: { id: true, name: true },
  })
  const now = new Date()
  const silences = page.rows.map((row) => ({
    ...row,
    rule: rules.find(({ id }) => id === row.ruleId)?.name ?? null,
    runner: (row.runnerId && names.get(row.runnerId)) || null,
    state: row.endedAt ? ('lifted' as const) : row.endsAt > now ? ('in_force' as const) : ('over' as const),
  }))
  return { silences, next: page.next }
}
