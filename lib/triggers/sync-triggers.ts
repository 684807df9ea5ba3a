import { randomBytes } from 'node:crypto'
import canonicalize from 'canonicalize'
import type { Actor } from '../auth/actor.ts'
import type { Tx } from '../db/client.ts'
import type { Trigger } from '../db/generated/client.ts'
import { notFound } from '../errors.ts'
import { newId } from '../ids.ts'
import { nextTimes } from '../manifests/schedule.ts'
import type { NormalisedTrigger } from '../manifests/schema.ts'
import { writeSecret } from '../secrets/write-secret.ts'
import { refuseCycle } from './refuse-cycle.ts'
import { refuseUnknownCalendars } from './refuse-unknown-calendars.ts'
import { openTopic } from './topics/open-topic.ts'

export type TriggerChange = {
  triggerId: string
  triggerKind: Trigger['kind']
  change: 'created' | 'enabled' | 'disabled' | 'changed'
  /** What it listens to: the expression, prefix, topic or pipeline. */
  on?: string
  cron?: string
  timezone?: string
}

type Declared = NormalisedTrigger
type Place = { tenantId: string; runnerId: string; environmentId: string }

/**
 * Makes the runner's triggers those the manifest declares. One that stays keeps its id, so that a webhook's address
 * and secret outlive a redeployment, and a topic or a prefix is read on from where it was. Returns what changed; the
 * caller writes the evidence. Throws `invalid_state` for a calendar that is not kept and for pipelines that would follow
 * one another in a circle.
 */
export async function syncTriggers(
  tx: Tx,
  actor: Actor,
  runnerId: string,
  declared: readonly Declared[],
): Promise<TriggerChange[]> {
  const { tenantId } = actor
  const runner = await tx.runner.findFirst({
    where: { tenantId, id: runnerId },
    select: { environmentId: true, pipeline: true, environment: { select: { id: true, name: true } } },
  })
  if (!runner) throw notFound('runner')
  const place = { tenantId, runnerId, environmentId: runner.environmentId }
  await refuseUnknownCalendars(tx, tenantId, declared)
  await refuseCycle(tx, { ...place, pipeline: runner.pipeline }, declared)
  const present = await tx.trigger.findMany({ where: { tenantId, runnerId } })
  const changes: TriggerChange[] = []
  const kept = new Set<string>()
  for (const trigger of declared) {
    const found = present.find((row) => !kept.has(row.id) && keyOf(row) === declaredKey(trigger))
    const { id, change } = found
      ? await keep(tx, actor, found, trigger)
      : await create(tx, actor, { ...place, environment: runner.environment }, trigger)
    kept.add(id)
    if (change) changes.push({ triggerId: id, triggerKind: trigger.kind, change, ...said(trigger) })
  }
  for (const row of present.filter((each) => each.active && !kept.has(each.id))) {
    await tx.trigger.updateMany({ where: { tenantId, id: row.id }, data: { active: false, nextAt: null } })
    changes.push({ triggerId: row.id, triggerKind: row.kind, change: 'disabled' })
  }
  return changes
}

type In = Place & { environment: { id: string; name: string } }

async function create(tx: Tx, actor: Actor, { environment, ...place }: In, trigger: Declared) {
  const id = newId('trigger')
  const secretPath = trigger.kind === 'webhook' ? `webhooks/${id}` : null
  if (secretPath) await writeSecret(tx, actor, secretPath, randomBytes(32).toString('base64url'))
  const topic = trigger.kind === 'topic' ? await openTopic(tx, actor, environment, trigger.name) : undefined
  const data = { ...place, id, secretPath, ...wordsOf(trigger), nextAt: nextLook(trigger) }
  await tx.trigger.create({ data: { ...data, kind: trigger.kind, nextOffset: topic?.nextOffset ?? 0n } })
  return { id, change: 'created' as const }
}

async function keep(tx: Tx, actor: Actor, found: Trigger, trigger: Declared) {
  const words = wordsOf(trigger)
  const same = canonicalize(wordsOfRow(found)) === canonicalize(plain(words))
  if (found.active && same) return { id: found.id, change: undefined }
  await tx.trigger.updateMany({
    where: { tenantId: actor.tenantId, id: found.id },
    // One that was off looks at once for what came while it was.
    data: { ...words, active: true, ...(!found.active && { nextAt: nextLook(trigger), heldBack: null }) },
  })
  return { id: found.id, change: found.active ? ('changed' as const) : ('enabled' as const) }
}

/** When it is looked at next; null for what others wake. */
function nextLook(trigger: Declared): Date | null {
  if (trigger.kind === 'schedule') return nextTimes(trigger, new Date(), 1)[0] ?? null
  return trigger.kind === 'file_arrival' || trigger.kind === 'topic' ? new Date() : null
}

/** The columns that say what the manifest says. */
function wordsOf(trigger: Declared) {
  switch (trigger.kind) {
    case 'schedule': {
      const { cron, timezone, exclude, missed, catch_up: catchUp } = trigger
      return { cron, timezone, exclude, missed, catchUp }
    }
    case 'file_arrival':
      return { prefix: trigger.prefix }
    case 'topic':
      return { topicName: trigger.name }
    case 'upstream':
      return { pipeline: trigger.pipeline }
    case 'webhook':
      return {}
  }
}

const plain = (words: object) => JSON.parse(JSON.stringify(words)) as object

function wordsOfRow(row: Trigger): object {
  if (row.kind !== 'schedule') {
    const { prefix, topicName, pipeline } = row
    return Object.fromEntries(Object.entries({ prefix, topicName, pipeline }).filter(([, value]) => value !== null))
  }
  const { cron, timezone, exclude, missed, catchUp } = row
  return { cron, timezone, exclude, missed, catchUp }
}

const said = (trigger: Declared): Pick<TriggerChange, 'on' | 'cron' | 'timezone'> => {
  if (trigger.kind === 'schedule') return { cron: trigger.cron, timezone: trigger.timezone }
  const on = { file_arrival: 'prefix', topic: 'name', upstream: 'pipeline', webhook: '' }[trigger.kind]
  const value = (trigger as unknown as Record<string, string>)[on]
  return value === undefined ? {} : { on: value }
}

const keyOf = (row: Trigger): string =>
  [row.kind, row.cron, row.timezone, row.prefix, row.topicName, row.pipeline].map((part) => part ?? '').join('|')

function declaredKey(trigger: Declared): string {
  const { cron, timezone, prefix, topicName, pipeline } = wordsOf(trigger) as Partial<Trigger>
  return [trigger.kind, cron, timezone, prefix, topicName, pipeline].map((part) => part ?? '').join('|')
}
