import type { Actor } from '../auth/actor.ts'
import { authorise } from '../auth/authorise.ts'
import { db } from '../db/client.ts'
import { addRule } from './save-rule.ts'
import { usualRules } from './usual-rules.ts'

/** Adds those of the usual rules whose names are not taken. Returns how many. Throws `forbidden`. */
export async function addUsualRules(actor: Actor): Promise<{ added: number }> {
  authorise(actor, 'alert:manage')
  const there = await db.alertRule.findMany({
    where: { tenantId: actor.tenantId, removedAt: null },
    select: { name: true },
  })
  const missing = usualRules.filter(({ name }) => !there.some((rule) => rule.name === name))
  for (const rule of missing) await addRule(actor, rule)
  return { added: missing.length }
}
