import { randomBytes } from 'node:crypto'
import type { Actor } from '../auth/actor.ts'
import type { Tx } from '../db/client.ts'
import { newId } from '../ids.ts'
import { nextTimes } from '../manifests/schedule.ts'
import type { NormalisedTrigger } from '../manifests/schema.ts'
import { writeSecret } from '../secrets/write-secret.ts'

type Declared = Extract<NormalisedTrigger, { kind: 'schedule' | 'webhook' }>

export type TriggerChange = {
  triggerId: string
  triggerKind: 'schedule' | 'webhook'
  change: 'created' | 'enabled' | 'disabled'
  cron?: string
  timezone?: string
}

/**
 * Makes the runner's triggers those the manifest declares. One that stays keeps its id, so that a webhook's address
 * and secret outlive a redeployment. Returns what changed; the caller writes the evidence.
 */
export async function syncTriggers(
  tx: Tx,
  actor: Actor,
  runnerId: string,
  declared: readonly NormalisedTrigger[],
): Promise<TriggerChange[]> {
  const wanted = declared.filter(
    (trigger): trigger is Declared => trigger.kind === 'schedule' || trigger.kind === 'webhook',
  )
  const present = await tx.trigger.findMany({ where: { tenantId: actor.tenantId, runnerId } })
  const changes: TriggerChange[] = []
  const kept = new Set<string>()
  for (const trigger of wanted) {
    const found = present.find((row) => !kept.has(row.id) && keyOf(row) === keyOf(trigger))
    const nextAt = trigger.kind === 'schedule' ? (nextTimes(trigger, new Date(), 1)[0] ?? null) : null
    const schedule = trigger.kind === 'schedule' ? { cron: trigger.cron, timezone: trigger.timezone } : {}
    if (found) {
      kept.add(found.id)
      if (found.active) continue
      await tx.trigger.updateMany({ where: { tenantId: actor.tenantId, id: found.id }, data: { active: true, nextAt } })
      changes.push({ triggerId: found.id, triggerKind: trigger.kind, change: 'enabled', ...schedule })
      continue
    }
    const id = newId('trigger')
    const secretPath = trigger.kind === 'webhook' ? `webhooks/${id}` : null
    if (secretPath) await writeSecret(tx, actor, secretPath, randomBytes(32).toString('base64url'))
    await tx.trigger.create({
      data: { tenantId: actor.tenantId, id, runnerId, kind: trigger.kind, nextAt, secretPath, ...schedule },
    })
    kept.add(id)
    changes.push({ triggerId: id, triggerKind: trigger.kind, change: 'created', ...schedule })
  }
  for (const row of present.filter((each) => each.active && !kept.has(each.id))) {
    await tx.trigger.updateMany({
      where: { tenantId: actor.tenantId, id: row.id },
      data: { active: false, nextAt: null },
    })
    changes.push({ triggerId: row.id, triggerKind: row.kind, change: 'disabled' })
  }
  return changes
}

const keyOf = (trigger: { kind: string; cron?: string | null; timezone?: string | null }): string =>
  [trigger.kind, trigger.cron ?? '', trigger.timezone ?? ''].join('|')
