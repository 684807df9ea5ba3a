import { systemActorOf } from '#lib/auth/system-actor-of.ts'
import { transaction, unsafeDb } from '#lib/db/client.ts'
import type { TestTenant } from '#lib/db/testing/world.ts'
import { normalisedTrigger } from '#lib/manifests/trigger-words.ts'
import { storageRoot } from '#lib/provisioning/targets/local/local-primitives.ts'
import { activeRunner } from '#lib/runs/testing/active-runner.ts'
import { syncTriggers } from '../sync-triggers.ts'

/** A runner with one trigger, as a deployment leaves them; of a pipeline of its own when one is named. */
export async function armedRunner(
  tenant: TestTenant,
  words: object,
  { pipeline = 'orders/ingest', source = 'export const handler = async (event) => event' } = {},
) {
  const spec = await activeRunner(tenant, source)
  const { runnerId } = spec
  await unsafeDb.runner.updateMany({ where: { id: runnerId }, data: { pipeline } })
  const triggerId = await arm(tenant, runnerId, words)
  return { ...spec, triggerId, storage: storageRoot(spec) }
}

/** Gives a runner this one trigger. */
export async function arm(tenant: TestTenant, runnerId: string, words: object): Promise<string> {
  const worker = await systemActorOf(tenant.id, 'worker')
  const trigger = normalisedTrigger.parse(words)
  await transaction((tx) => syncTriggers(tx, worker, runnerId, [trigger]))
  const row = await unsafeDb.trigger.findFirstOrThrow({ where: { runnerId, active: true } })
  return row.id
}
