import type { Actor } from '../auth/actor.ts'
import { may } from '../auth/authorise.ts'
import { db } from '../db/client.ts'
import { type PolicyFinding, policyFindingSchema } from '../policy/schema.ts'

/** A finding that stands against something and that an exception may be asked for. Pure. */
const isExceptable = ({ level, exceptable, overriddenBy }: PolicyFinding): boolean =>
  level !== 'advisory' && exceptable === true && overriddenBy === undefined

/**
 * What stood against a deployment or run at its last gate and may be excepted; none for whoever may not ask, and for
 * what was let through.
 */
export async function exceptableDenials(actor: Actor, subjectId: string): Promise<{ rule: string; reason: string }[]> {
  if (!may(actor, 'exception:request')) return []
  const decision = await db.policyDecision.findFirst({
    where: { tenantId: actor.tenantId, subjectId },
    select: { allowed: true, findings: true },
    orderBy: { id: 'desc' },
  })
  if (!decision || decision.allowed) return []
  const findings = policyFindingSchema.array().parse(decision.findings)
  return findings.filter(isExceptable).map(({ id, reason }) => ({ rule: id, reason }))
}
