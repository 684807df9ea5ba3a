import { systemActor } from '#lib/auth/actor.ts'
import { shippedPriceBook } from '#lib/cost/shipped-price-book.ts'
import { transaction, unsafeDb, unsafeTx } from '#lib/db/client.ts'
import { appendEvidence } from '#lib/evidence/append-evidence.ts'
import { newId } from '#lib/ids.ts'
import { shippedPolicies } from '#lib/policy/policy-files.ts'
import { upgradePolicies } from '#lib/policy/registry/upgrade-policies.ts'
import { shippedSizes } from '#lib/provisioning/shipped-sizes.ts'
import { firstEnvironments } from './environments.ts'

/**
 * What the product cannot work without: environments, sizes, the shipped policies and prices. Fills only what is empty,
 * and brings the policies to those that this version ships, keeping what was changed by hand.
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
  await upgradePolicies(actor, shippedPolicies())
  if (!(await unsafeDb.priceBook.findFirst())) {
    const { digest, book } = shippedPriceBook()
    await transaction(async (tx) => {
      await unsafeTx(tx).priceBook.create({ data: { version: 1, digest, body: book, activatedAt: new Date() } })
      await appendEvidence(tx, { kind: 'price_book.activated', actor, result: 'info', version: 1, digest })
    })
  }
}
