import type { Actor } from '../../auth/actor.ts'
import { type Tx, transaction, unsafeTx } from '../../db/client.ts'
import { log } from '../../log.ts'
import { type PolicySource, policyDigest, policySourceSchema } from '../load-policies.ts'
import { activateVersion } from './activate-version.ts'
import { activeVersion } from './active-version.ts'
import { contentOfVersion } from './draft-content.ts'
import { isError, lintPolicies } from './lint-policies.ts'
import { mergeTexts } from './merge-texts.ts'
import { lockVersions } from './submission.ts'

const PLATFORM = { scope: 'platform' as const, scopeTenantId: '' }

/** Who made a version that merges an upgrade with what was changed by hand; the shipped sets themselves have no author. */
const SETUP = 'system:setup'

/**
 * Brings the platform's rules to the set that ships. Rules nobody changed take the new text; those changed by hand stay,
 * and are named in the evidence. The schema is always the shipped one: the gates ask in its words. Does nothing when this
 * set was brought in before.
 */
export async function upgradePolicies(actor: Actor, shipped: PolicySource): Promise<{ kept: string[] }> {
  const digest = policyDigest(shipped)
  return transaction(
    async (tx) => {
      await lockVersions(tx)
      // The platform's versions belong to no tenant.
      const versions = unsafeTx(tx).policyVersion
      if (await versions.findFirst({ where: { ...PLATFORM, digest } })) return { kept: [] }
      const active = await activeVersion(tx, PLATFORM)
      const last = await versions.findFirst({
        where: { ...PLATFORM, createdById: null },
        orderBy: { version: 'desc' },
      })
      const { matrix, quota, policies } = contentOfVersion(active)
      const before = last ? policySourceSchema.parse(last.policies).policies : {}
      const { texts, conflicts } = mergeTexts(before, policies, shipped.policies)
      const byHand = Object.keys({ ...before, ...policies }).filter((id) => active && policies[id] !== before[id])
      const rest = { ...PLATFORM, schema: shipped.schema }
      if (byHand.length === 0) {
        const content = { policies: shipped.policies, matrix, quota }
        await activateVersion(tx, actor, { ...rest, content, note: 'Shipped with the product.', createdById: null })
        return { kept: [] }
      }
      await keepShipped(tx, shipped, digest)
      const merged = withoutFaulty(shipped, texts)
      const note = `The rules of a new version of the product, with those changed by hand left as they were: ${byHand.join(', ')}.`
      const content = { policies: merged, matrix, quota }
      await activateVersion(tx, actor, { ...rest, content, note, createdById: SETUP, kept: byHand.sort() })
      log.warn({ kept: byHand, changedOnBothSides: conflicts }, 'an upgrade left policies that were changed by hand')
      return { kept: byHand }
    },
    { timeoutMs: 60_000 },
  )
}

/** The shipped set as it is, never active: the next upgrade tells by it what was changed by hand. */
async function keepShipped(tx: Tx, shipped: PolicySource, digest: string): Promise<void> {
  const versions = unsafeTx(tx).policyVersion
  const newest = await versions.findFirst({ orderBy: { version: 'desc' }, select: { version: true } })
  const note = 'Shipped with the product; merged with what was changed by hand.'
  const version = (newest?.version ?? 0) + 1
  await versions.create({ data: { version, ...PLATFORM, digest, policies: shipped, note } })
}

/**
 * A rule changed by hand that no longer fits the schema goes back to its shipped text. One of nobody's but theirs stays
 * as it is: the set then cannot be asked and denies, which is better than a rule that silently went away.
 */
function withoutFaulty({ schema, policies }: PolicySource, texts: Record<string, string>): Record<string, string> {
  const faulty = new Set(
    lintPolicies({ schema, policies: texts })
      .filter(isError)
      .map(({ rule }) => rule),
  )
  return Object.fromEntries(
    Object.entries(texts).map(([id, text]) => [id, faulty.has(id) ? (policies[id] ?? text) : text]),
  )
}
