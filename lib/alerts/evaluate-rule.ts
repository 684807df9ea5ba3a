import type { Actor } from '../auth/actor.ts'
import type { Tx } from '../db/client.ts'
import type { AlertRule } from '../db/generated/client.ts'
import { newId } from '../ids.ts'
import { sayAlert } from './alert-words.ts'
import { measureRule } from './measure/measure-rule.ts'
import { namesOfRunners, scopeOf } from './names-of.ts'
import { reconcile } from './reconcile.ts'
import { recordOpened, recordResolved } from './record-alert.ts'
import { tellWaiting } from './tell-alerts.ts'

/** Looks at a rule now: opens, moves on and resolves its alerts, with evidence and news, in the caller's transaction. */
export async function evaluateRule(tx: Tx, actor: Actor, rule: AlertRule, now: Date): Promise<void> {
  const { tenantId, id: ruleId, kind, threshold, windowMinutes } = rule
  const open = await tx.alert.findMany({
    where: { tenantId, ruleId, resolvedAt: null },
    select: { id: true, runnerId: true, worst: true, openedAt: true, toldAt: true },
  })
  const measured = await measureRule(tx, rule, now)
  const { opens, goesOn, resolves } = reconcile(open, measured, threshold)
  const names = await namesOfRunners(tx, tenantId, [
    ...opens,
    ...goesOn.map(({ alert }) => alert),
    ...resolves.map(({ alert }) => alert),
  ])
  const scope = opens.length || open.length ? await scopeOf(tx, rule) : ''
  const say = (runnerId: string, value: number) =>
    sayAlert({ kind, value: round(value), threshold, windowMinutes, about: names.get(runnerId) ?? scope })
  for (const { runnerId, value } of opens) {
    const alert = { id: newId('alert'), runnerId, value: round(value), sentence: say(runnerId, value) }
    await tx.alert.create({ data: { ...alert, tenantId, ruleId, kind, threshold, worst: alert.value, openedAt: now } })
    await recordOpened(tx, actor, rule, alert)
  }
  for (const { alert, value, worst } of goesOn) {
    const data = { value: round(value), worst: round(worst), sentence: say(alert.runnerId, value) }
    await tx.alert.updateMany({ where: { tenantId, id: alert.id }, data })
  }
  for (const { alert, value } of resolves) {
    await tx.alert.updateMany({ where: { tenantId, id: alert.id }, data: { value: round(value), resolvedAt: now } })
    await recordResolved(
      tx,
      actor,
      rule,
      { ...alert, value: round(value), about: names.get(alert.runnerId) ?? scope },
      now,
    )
  }
  await tellWaiting(tx, rule, now)
  await tx.alertRule.updateMany({ where: { tenantId, id: ruleId }, data: { evaluatedAt: now } })
}

const round = (value: number) => Math.round(value * 10) / 10
