import { systemActor } from '#lib/auth/actor.ts'
import { shippedPriceBook } from '#lib/cost/shipped-price-book.ts'
import { transaction, unsafeDb, unsafeTx } from '#lib/db/client.ts'
import { appendEvidence } from '#lib/evidence/append-evidence.ts'
import { newId } from '#lib/ids.ts'
import { policyDigest } from '#lib/policy/load-policies.ts'
import { shippedPolicies } from '#lib/policy/policy-files.ts'
import { shippedSizes } from '#lib/provisioning/shipped-sizes.ts'
import { firstEnvironments } from './environments.ts'

/** What the product cannot work without: environments, sizes, the shipped policies and prices. Fills only what is empty. */
export async function seedPlatform(platform: { id: string; slug: string } | undefined): Promise<void> {
  if (!platform) return
  const actor = systemActor(platform, 'setup')
  if (!(await unsafeDb.environment.findFirst())) {
    await unsafeDb.environment.createMany({
      data: firstEnvironments.map((environment) => ({ id: newId('environment'), ...environment })),
    })
  }
  await unsafeDb.runnerSize.createMany({ data: shippedSizes, skipDuplicates: true })
  if (!(await unsafeDb.policyVersion.findFirst())) {
    const policies = shippedPolicies()
    const digest = policyDigest(policies)
    await transaction(async (tx) => {
      await unsafeTx(tx).policyVersion.create({ data: { version: 1, digest, policies, activatedAt: new Date() } })
      await appendEvidence(tx, { kind: 'policy.activated', actor, result: 'info', version: 1, digest })
    })
  }
  if (!(await unsafeDb.priceBook.findFirst())) {
    const { digest, book } = shippedPriceBook()
    await transaction(async (tx) => {
      await unsafeTx(tx).priceBook.create({ data: { version: 1, digest, body: book, activatedAt: new Date() } })
      await appendEvidence(tx, { kind: 'price_book.activated', actor, result: 'info', version: 1, digest })
    })
  }
}
