import type { Actor } from '../auth/actor.ts'
import type { Tx } from '../db/client.ts'
import type { AlertRule } from '../db/generated/client.ts'
import { appendEvidence } from '../evidence/append-evidence.ts'
import { notifyMembers } from '../notifications/notify-members.ts'
import { sayDuration } from '../say-duration.ts'
import { linkOf } from './tell-alerts.ts'

type About = Pick<AlertRule, 'id' | 'name' | 'kind' | 'threshold' | 'windowMinutes' | 'environmentId'>
type Opened = { id: string; runnerId: string; value: number; sentence: string }
type Resolved = { id: string; runnerId: string; value: number; about: string; openedAt: Date; toldAt: Date | null }

const subjectOf = (rule: About, runnerId: string) => ({
  ...(runnerId && { runnerId }),
  ...(rule.environmentId && { environmentId: rule.environmentId }),
})

/** Writes down that a rule began to hold. */
export async function recordOpened(tx: Tx, actor: Actor, rule: About, alert: Opened): Promise<void> {
  await appendEvidence(tx, {
    kind: 'alert.opened',
    actor,
    result: 'failed',
    ...subjectOf(rule, alert.runnerId),
    alertId: alert.id,
    ruleId: rule.id,
    rule: rule.name,
    alertKind: rule.kind,
    value: alert.value,
    threshold: rule.threshold,
    windowMinutes: rule.windowMinutes,
    sentence: alert.sentence,
  })
}

/** Writes down that an alert is over, and tells whoever was told of it. */
export async function recordResolved(
  tx: Tx,
  actor: Actor,
  rule: About & Pick<AlertRule, 'tell' | 'tenantId'>,
  alert: Resolved,
  now: Date,
): Promise<void> {
  const lastedMs = now.getTime() - alert.openedAt.getTime()
  await appendEvidence(tx, {
    kind: 'alert.resolved',
    actor,
    result: 'info',
    ...subjectOf(rule, alert.runnerId),
    alertId: alert.id,
    ruleId: rule.id,
    rule: rule.name,
    alertKind: rule.kind,
    value: alert.value,
    lastedMs,
  })
  if (!alert.toldAt) return
  await notifyMembers(tx, rule.tenantId, rule.tell, {
    kind: 'alert_resolved',
    sentence: `${rule.name}: over for ${alert.about}, after ${sayDuration(lastedMs)}.`,
    link: linkOf(alert.id),
    subjectIds: [alert.id, ...(alert.runnerId ? [alert.runnerId] : [])],
  })
}
