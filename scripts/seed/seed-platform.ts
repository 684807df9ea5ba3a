import { type Actor, systemActor } from '#lib/auth/actor.ts'
import { shippedPriceBook } from '#lib/cost/shipped-price-book.ts'
import { transaction, unsafeDb, unsafeTx } from '#lib/db/client.ts'
import { appendEvidence } from '#lib/evidence/append-evidence.ts'
import { newId } from '#lib/ids.ts'
import { policyDigest } from '#lib/policy/load-policies.ts'
import { shippedPolicies } from '#lib/policy/policy-files.ts'
import { shippedSizes } from '#lib/provisioning/shipped-sizes.ts'
import { firstEnvironments } from './environments.ts'

/**
 * What the product cannot work without: environments, sizes, the shipped policies and prices. Fills only what is empty,
 * and makes the policies those that this version ships: its gates ask in words that older ones do not know.
 */
export async function seedPlatform(platform: { id: string; slug: string } | undefined): Promise<void> {
  if (!platform) return
  const actor = systemActor(platform, 'setup')
  if (!(await unsafeDb.environment.findFirst())) {
    await unsafeDb.environment.createMany({
      data: firstEnvironments.map((environment) => ({ id: newId('environment'), ...environment })),
    })
  }
  await unsafeDb.runnerSize.createMany({ data: shippedSizes, skipDuplicates: true })
  await seedPolicies(actor)
  if (!(await unsafeDb.priceBook.findFirst())) {
    const { digest, book } = shippedPriceBook()
    await transaction(async (tx) => {
      await unsafeTx(tx).priceBook.create({ data: { version: 1, digest, body: book, activatedAt: new Date() } })
      await appendEvidence(tx, { kind: 'price_book.activated', actor, result: 'info', version: 1, digest })
    })
  }
}

async function seedPolicies(actor: Actor): Promise<void> {
  const policies = shippedPolicies()
  const digest = policyDigest(policies)
  if (await unsafeDb.policyVersion.findFirst({ where: { digest, scope: 'platform' } })) return
  await transaction(async (tx) => {
    const newest = await unsafeTx(tx).policyVersion.findFirst({ orderBy: { version: 'desc' } })
    const version = (newest?.version ?? 0) + 1
    await unsafeTx(tx).policyVersion.updateMany({
      where: { scope: 'platform', activatedAt: { not: null }, retiredAt: null },
      data: { retiredAt: new Date() },
    })
    await unsafeTx(tx).policyVersion.create({ data: { version, digest, policies, activatedAt: new Date() } })
    await appendEvidence(tx, { kind: 'policy.activated', actor, result: 'info', version, digest })
  })
}
