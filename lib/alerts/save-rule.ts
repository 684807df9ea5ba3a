import type { Actor } from '../auth/actor.ts'
import { authorise } from '../auth/authorise.ts'
import { db, type Tx, transaction, unsafeTx, violatedConstraint } from '../db/client.ts'
import { BareCountError, notFound } from '../errors.ts'
import { appendEvidence } from '../evidence/append-evidence.ts'
import { newId } from '../ids.ts'
import { alertKindWords } from './alert-words.ts'
import { type AlertRuleInput, alertRuleInput, type ChangeRuleInput, changeRuleInput, MOST_RULES } from './schema.ts'

/**
 * Adds a rule. Throws `forbidden`, `not_found` for runner or environment, `conflict` for a name that is taken and when
 * there are as many rules as a tenant may have.
 */
export async function addRule(actor: Actor, given: AlertRuleInput): Promise<{ id: string }> {
  authorise(actor, 'alert:manage')
  const id = newId('alertRule')
  const data = await rowOf(actor, given)
  await saying(data.name, async (tx) => {
    await refuseTooMany(tx, actor.tenantId)
    await tx.alertRule.create({ data: { ...data, tenantId: actor.tenantId, id, createdById: actor.userId } })
    await record(tx, actor, { id, ...data }, 'added')
  })
  return { id }
}

/** Counts with others kept waiting, so that two who add at once are not both the last. */
async function refuseTooMany(tx: Tx, tenantId: string): Promise<void> {
  await unsafeTx(tx).$executeRaw`select pg_advisory_xact_lock(hashtextextended(${`alert-rules:${tenantId}`}, 0))`
  if ((await tx.alertRule.count({ where: { tenantId, removedAt: null } })) < MOST_RULES) return
  throw new BareCountError('conflict', `There are ${MOST_RULES} rules, as many as a tenant may have.`, {
    remedy: 'Remove one that nobody needs, or let one rule look at each runner of its scope.',
  })
}

/**
 * Changes a rule; it is looked at at once. Alerts that are open stay so until that look. Throws as `addRule`, and
 * `not_found` for a rule that is not there.
 */
export async function changeRule(actor: Actor, given: ChangeRuleInput): Promise<{ id: string }> {
  authorise(actor, 'alert:manage')
  const { id, ...rest } = changeRuleInput.parse(given)
  const { tenantId } = actor
  const data = await rowOf(actor, rest)
  await saying(data.name, async (tx) => {
    const { count } = await tx.alertRule.updateMany({
      where: { tenantId, id, removedAt: null },
      data: { ...data, nextAt: new Date() },
    })
    if (!count) throw notFound('alert rule')
    await record(tx, actor, { id, ...data }, 'changed')
  })
  return { id }
}

async function rowOf(actor: Actor, given: AlertRuleInput) {
  const { environment: name, class: runnerClass, runnerId, ...input } = alertRuleInput.parse(given)
  const { byRunner } = alertKindWords[input.kind]
  if (!byRunner && (runnerId || runnerClass)) {
    const message = 'A budget belongs to the tenant or to an environment.'
    throw new BareCountError('invalid_input', message, {
      faults: [{ path: runnerId ? 'runnerId' : 'class', message, remedy: 'Leave runner and class out.' }],
    })
  }
  const environment = name ? await db.environment.findUnique({ where: { name }, select: { id: true } }) : null
  if (name && !environment) throw notFound('environment')
  if (runnerId && !(await db.runner.count({ where: { tenantId: actor.tenantId, id: runnerId } }))) {
    throw notFound('runner')
  }
  return {
    ...input,
    eachRunner: input.eachRunner && byRunner,
    runnerId: runnerId ?? null,
    environmentId: environment?.id ?? null,
    runnerClass: runnerClass ?? null,
  }
}

type Row = Awaited<ReturnType<typeof rowOf>> & { id: string }

async function record(tx: Tx, actor: Actor, row: Row, change: 'added' | 'changed'): Promise<void> {
  await appendEvidence(tx, {
    kind: 'alert_rule.saved',
    actor,
    result: 'info',
    ...(row.runnerId && { runnerId: row.runnerId }),
    ...(row.environmentId && { environmentId: row.environmentId }),
    ruleId: row.id,
    rule: row.name,
    change,
    alertKind: row.kind,
    threshold: row.threshold,
    windowMinutes: row.windowMinutes,
    active: row.active,
  })
}

/** Runs `work`; a name that another rule has is said as such. */
async function saying(name: string, work: (tx: Tx) => Promise<void>): Promise<void> {
  try {
    await transaction(work)
  } catch (error) {
    if (violatedConstraint(error) === undefined) throw error
    const message = `A rule is called “${name}” already.`
    throw new BareCountError('conflict', message, { faults: [{ path: 'name', message }], cause: error })
  }
}
