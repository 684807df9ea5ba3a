import { openRequest } from '../approvals/open-request.ts'
import { standingRule } from '../approvals/standing-rule.ts'
import type { Actor } from '../auth/actor.ts'
import type { Tx } from '../db/client.ts'
import type { ExceptionCategory, RunnerClass } from '../db/generated/enums.ts'
import { jsonDigest } from '../digest.ts'
import { appendEvidence } from '../evidence/append-evidence.ts'
import { newId } from '../ids.ts'
import { exceptableRule } from './exceptable-rules.ts'
import { sayScope } from './say-scope.ts'

export type AskedTerms = {
  rule: string
  manifest?: { id: string; name: string } | null | undefined
  environment?: { id: string; name: string } | null | undefined
  runnerClass?: RunnerClass | null | undefined
  category: ExceptionCategory
  justification: string
  risk: string
  costPlan: string
  startsAt: Date
  expiresAt: Date
  renewsId?: string
}

const ANSWER_DAYS = 7
const DAY_MS = 24 * 3600_000

/**
 * Writes down what is asked for and asks the approvers, in the caller's transaction. The question is bound to the
 * terms, and is open no longer than the exception would last. Throws `invalid_input` for a rule that takes none.
 */
export async function askForException(tx: Tx, actor: Actor, terms: AskedTerms, now: Date): Promise<{ id: string }> {
  const { tenantId } = actor
  const rule = await exceptableRule(tx, tenantId, terms.rule)
  const id = newId('exception')
  const { manifest, environment, runnerClass, ...said } = terms
  const place = {
    manifestId: manifest?.id ?? null,
    environmentId: environment?.id ?? null,
    runnerClass: runnerClass ?? null,
  }
  await tx.policyException.create({
    data: {
      tenantId,
      id,
      ...said,
      ...place,
      requestedById: actor.userId,
      requestedByLabel: actor.label,
      createdAt: now,
    },
  })
  const scope = sayScope({ manifest, environment, runnerClass })
  const words = {
    ...said,
    rule: rule.title,
    scope,
    startsAt: said.startsAt.toISOString(),
    expiresAt: said.expiresAt.toISOString(),
  }
  const about = {
    ...(manifest ? { manifestId: manifest.id } : {}),
    ...(environment ? { environmentId: environment.id } : {}),
  }
  const answerBy = new Date(Math.min(said.expiresAt.getTime(), now.getTime() + ANSWER_DAYS * DAY_MS))
  const { id: approvalId } = await openRequest(tx, actor, {
    kind: 'exception',
    subjectId: id,
    about,
    slots: standingRule('exception'),
    decisionDigest: jsonDigest({ exceptionId: id, ...words }),
    summary: `${said.renewsId ? 'Renew' : 'Make'} an exception from “${rule.title}” for ${scope}`,
    risks: [said.category, ...(environment ? [environment.name] : ['every environment'])],
    facts: { terms: { digest: jsonDigest(words), value: words } },
    expiresAt: answerBy,
  })
  await appendEvidence(tx, {
    kind: 'exception.requested',
    actor,
    result: 'info',
    ...about,
    exceptionId: id,
    approvalId,
    rule: terms.rule,
    scope,
    category: said.category,
    justification: said.justification,
    risk: said.risk,
    costPlan: said.costPlan,
    startsAt: words.startsAt,
    expiresAt: words.expiresAt,
    renews: said.renewsId,
  })
  return { id }
}
