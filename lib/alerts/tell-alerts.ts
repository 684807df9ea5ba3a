import type { Tx } from '../db/client.ts'
import type { AlertRule } from '../db/generated/client.ts'
import { notifyMembers } from '../notifications/notify-members.ts'
import { silencedBy } from './silenced-by.ts'

/**
 * Tells of the rule's open alerts that nobody was told of yet. One that a silence holds back waits, with the silence's
 * id; it is told as soon as the silence is over, when it is still open then.
 */
export async function tellWaiting(tx: Tx, rule: AlertRule, now: Date): Promise<void> {
  const { tenantId, id: ruleId } = rule
  const waiting = await tx.alert.findMany({
    where: { tenantId, ruleId, resolvedAt: null, toldAt: null },
    select: { id: true, runnerId: true, sentence: true, silenceId: true },
    orderBy: { id: 'asc' },
  })
  if (!waiting.length) return
  const silences = await tx.silence.findMany({
    where: { tenantId, endedAt: null, endsAt: { gt: now }, startsAt: { lte: now } },
    select: { id: true, ruleId: true, runnerId: true, startsAt: true, endsAt: true, endedAt: true },
  })
  for (const alert of waiting) {
    const silenceId = silencedBy(silences, { ruleId, runnerId: alert.runnerId || (rule.runnerId ?? '') }, now)
    if (silenceId) {
      if (silenceId === alert.silenceId) continue
      await tx.alert.updateMany({ where: { tenantId, id: alert.id }, data: { silenceId } })
      continue
    }
    await tx.alert.updateMany({ where: { tenantId, id: alert.id }, data: { toldAt: now } })
    await notifyMembers(tx, tenantId, rule.tell, {
      kind: 'alert_opened',
      sentence: `${rule.name}: ${alert.sentence}`,
      link: linkOf(alert.id),
      subjectIds: [alert.id, ...(alert.runnerId ? [alert.runnerId] : [])],
    })
  }
}

/** Where an alert is read. Pure. */
export const linkOf = (id: string): string => `/alerts?open=${id}`
