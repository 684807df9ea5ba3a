import { makeEnrolment } from '#lib/agents/make-enrolment.ts'
import { activePriceBook } from '#lib/cost/active-price-book.ts'
import { priceBookDigest } from '#lib/cost/price-book-digest.ts'
import { shippedPriceBook } from '#lib/cost/shipped-price-book.ts'
import { transaction, unsafeDb } from '#lib/db/client.ts'
import { makeTenant, type TestTenant } from '#lib/db/testing/world.ts'
import { registerKeys } from '#lib/evidence/register-keys.ts'
import type { RunnerClassName } from '#lib/manifests/classes.ts'
import { makePlatformRules } from '#lib/policy/testing/rules.ts'
import type { RunnerSpec } from '#lib/provisioning/target.ts'
import { askOfRun } from '#lib/runs/ask-of-run.ts'
import { activeRunner } from '#lib/runs/testing/active-runner.ts'
import { handler } from './code.ts'
import { isTight, limits, RETRY, TIGHT_SHARE, TIMEOUT_MS } from './limits.ts'

const HOUR = '1000000000'

export type SoakTenant = TestTenant & { runners: RunnerSpec[]; enrolment: string; budget?: bigint }

/** Tenants with a runner of each class, limits that bind, and a right for an agent to enrol. */
export async function makeWorld(count: number): Promise<SoakTenant[]> {
  await registerKeys()
  await makePlatformRules()
  await setPrices()
  const tenants: SoakTenant[] = []
  for (let n = 0; n < count; n++) tenants.push(await makeOne(n))
  const platform = { tenantId: '', scope: 'platform' as const, platformConcurrency: limits.platform }
  await unsafeDb.quota.create({ data: platform })
  return tenants
}

/** An hour of this host is worth something here, so much that a run of milliseconds costs micro-dollars. */
async function setPrices(): Promise<void> {
  const { book } = shippedPriceBook()
  const priced = {
    ...book,
    prices: book.prices.map((one) => (one.id.startsWith('local.') ? { ...one, micros: HOUR } : one)),
  }
  await unsafeDb.priceBook.updateMany({ data: { body: priced, digest: priceBookDigest(priced) } })
}

async function makeOne(n: number): Promise<SoakTenant> {
  const tenant = await makeTenant(`soak-${n}`)
  const runners: RunnerSpec[] = []
  for (const name of ['serverless', 'container', 'managed_etl', 'dedicated_compute'] as const) {
    const spec = await activeRunner(tenant, handler, { timeoutMs: TIMEOUT_MS, concurrency: limits.runner }, RETRY)
    runners.push(name === 'serverless' ? spec : await onAgents(tenant, spec, name))
  }
  const [first] = runners
  if (!first) throw new Error('A tenant has runners.')
  const book = (await transaction((tx) => activePriceBook(tx)))?.book
  const most = Math.max(...runners.map((spec) => askOfRun(spec, book).micros))
  const budget = isTight(n) ? BigInt(Math.ceil(most * TIGHT_SHARE)) : undefined
  const limited = { maxRunners: 100, maxConcurrency: limits.tenant, ...(budget ? { monthlyBudget: budget } : {}) }
  await unsafeDb.quota.create({ data: { tenantId: tenant.id, ...limited } })
  await unsafeDb.classLimit.createMany({
    data: runners.map((spec) => ({ tenantId: tenant.id, runnerClass: spec.class, maxRunning: limits.class })),
  })
  const of = { kind: 'on_premise' as const, name: 'edge', environment: first.environment }
  const { token } = await transaction((tx) => makeEnrolment(tx, tenant.admin, of, 60))
  return { ...tenant, runners, enrolment: token, ...(budget ? { budget } : {}) }
}

/** The same runner in another class, carried out by agents on premises. */
async function onAgents(
  tenant: TestTenant,
  serverless: RunnerSpec,
  name: Exclude<RunnerClassName, 'serverless'>,
): Promise<RunnerSpec> {
  const of = {
    container: { class: 'container', scaling: { min: 1, max: 1, targetQueueDepth: 10 }, runsPerInstance: 1 },
    managed_etl: { class: 'managed_etl', engine: 'sql', entry: 'main.sql', workers: 1, size: 'medium' },
    dedicated_compute: { class: 'dedicated_compute', drivers: [], entry: './run', lifecycle: {} },
  }[name]
  const spec = { ...serverless, ...of, profile: 'on_premise_agent' } as RunnerSpec
  const { size } = spec
  await unsafeDb.runner.updateMany({
    where: { id: spec.runnerId },
    data: { runnerClass: name, size, profile: 'on_premise_agent', spec: spec as object },
  })
  const cell = { tenantId: tenant.id, runnerClass: name, size, networkProfile: 'on_premise_agent' as const }
  await unsafeDb.matrixCell.createMany({ data: cell, skipDuplicates: true })
  return spec
}
