import type { Actor } from '../auth/actor.ts'
import { authorise } from '../auth/authorise.ts'
import { type Clock, systemClock } from '../clock.ts'
import { db, type Tx, transaction } from '../db/client.ts'
import { BareCountError, notFound } from '../errors.ts'
import { appendEvidence } from '../evidence/append-evidence.ts'
import { newId } from '../ids.ts'
import { boardOf, notifyChange } from '../live/notify.ts'
import { notifyMembers } from '../notifications/notify-members.ts'
import { asPlatform } from '../tenancy/platform-tenant.ts'
import { sayScope, saySpan } from './freeze-words.ts'
import { type FreezeInput, freezeInput, MAX_FREEZE_DAYS } from './schema.ts'
import { EVERY_TENANT } from './timing-facts.ts'

const DAY_MS = 24 * 3600_000
const told = ['engineer', 'approver', 'responder'] as const

/**
 * Announces a time in which nothing changes, and tells those it concerns. A platform admin may freeze every tenant.
 * Throws `forbidden`, `not_found` for the environment, `invalid_input` for a time that makes no sense.
 */
export async function createFreeze(
  actor: Actor,
  given: FreezeInput,
  clock: Clock = systemClock,
): Promise<{ id: string }> {
  authorise(actor, 'freeze:manage')
  const input = freezeInput.parse(given)
  if (input.everyTenant) refuseUnlessPlatform(actor)
  const environment = input.environment
    ? await db.environment.findUnique({ where: { name: input.environment }, select: { id: true, name: true } })
    : null
  if (input.environment && !environment) throw notFound('environment')
  const now = clock.now()
  const startsAt = input.startsAt ? new Date(input.startsAt) : now
  const endsAt = new Date(input.endsAt)
  refuseOddTime(startsAt, endsAt, now)
  const id = newId('freeze')
  const row = {
    id,
    environmentId: environment?.id ?? null,
    runnerClass: input.class ?? null,
    startsAt,
    endsAt,
    reason: input.reason,
  }
  const scope = { everyTenant: input.everyTenant, environment: environment?.name, class: input.class }
  await transaction(async (tx) => {
    await tx.freeze.create({
      data: {
        ...row,
        tenantId: input.everyTenant ? EVERY_TENANT : actor.tenantId,
        createdById: actor.userId,
        createdByLabel: actor.label,
        createdAt: now,
      },
    })
    await appendEvidence(tx, {
      kind: 'freeze.announced',
      actor: input.everyTenant ? await asPlatform(actor, tx) : actor,
      result: 'info',
      ...(environment && { environmentId: environment.id }),
      freezeId: id,
      ...scope,
      startsAt: startsAt.toISOString(),
      endsAt: endsAt.toISOString(),
      reason: input.reason,
    })
    const sentence = `${actor.label} freezes changes to ${sayScope(scope)} ${saySpan(startsAt, endsAt)}: ${input.reason}`
    await tellTenants(tx, input.everyTenant ? undefined : actor.tenantId, id, sentence)
  })
  return { id }
}

/** Tells the members whose changes a freeze stops or lets go again; of every tenant without `tenantId`. */
export async function tellTenants(tx: Tx, tenantId: string | undefined, id: string, sentence: string): Promise<void> {
  const tenants = tenantId ? [{ id: tenantId }] : await tx.tenant.findMany({ select: { id: true } })
  for (const tenant of tenants) {
    await notifyMembers(tx, tenant.id, told, {
      kind: 'freeze_announced',
      sentence,
      link: `/freezes?open=${id}`,
      subjectIds: [id],
    })
    await notifyChange(tx, boardOf(tenant.id))
  }
}

/** Only platform admins speak for every tenant. Throws `forbidden`. */
export function refuseUnlessPlatform(actor: Actor): void {
  if (actor.platformAdmin) return
  throw new BareCountError('forbidden', 'Only a platform admin freezes every tenant.', {
    remedy: 'Freeze your own tenant, or ask a platform admin.',
  })
}

function refuseOddTime(startsAt: Date, endsAt: Date, now: Date): void {
  const fault =
    endsAt <= startsAt
      ? 'It ends before it begins.'
      : endsAt <= now
        ? 'It would be over already.'
        : endsAt.getTime() - startsAt.getTime() > MAX_FREEZE_DAYS * DAY_MS
          ? `It would last more than ${MAX_FREEZE_DAYS} days.`
          : undefined
  if (!fault) return
  const remedy = 'Choose an end that comes after its start and after now, within a year.'
  throw new BareCountError('invalid_input', fault, { faults: [{ path: 'endsAt', message: fault, remedy }], remedy })
}
