import { db, Prisma, unsafeDb } from '#lib/db/client.ts'
import { newId } from '#lib/ids.ts'
import { policySourceSchema } from '#lib/policy/load-policies.ts'
import { emptyQuota, type QuotaRow } from '#lib/policy/matrix/schema.ts'
import { standingParts } from '#lib/policy/matrix/standing-parts.ts'
import { runSimulation } from '#lib/policy/simulate/run-simulation.ts'
import { simulationCountsSchema } from '#lib/policy/simulate/schema.ts'
import { seedTenant } from '#scripts/seed/seed-people.ts'
import { seedPlatform } from '#scripts/seed/seed-platform.ts'

// What somebody waits for who asks what a change of policy would do: 50 k live runners of as many manifests, 200 tenants.

const TENANTS = 200
const MANIFESTS = 50_000

const holder = await seedTenant('platform', 'Platform')
await seedPlatform(holder)
await fill()

const active = await unsafeDb.policyVersion.findFirstOrThrow({ where: { scope: 'platform', retiredAt: null } })
const { policies } = policySourceSchema.parse(active.policies)
const parts = await standingParts(db, { scope: 'platform', scopeTenantId: '' })
const platform = { scope: 'platform' as const, scopeTenantId: '', ...parts }

await simulate('a rule about size and data', {
  ...platform,
  policies: {
    ...policies,
    'bench.confidential': `@id("bench.confidential") @level("hard") @reason("Confidential data stays small.") @remedy("Use small.")
forbid (principal, action == BareCount::Action::"pre_deploy", resource)
when { resource.classification == "confidential" && resource.size == "large" };`,
  },
})
await simulate('a rule about every runner’s own cost', {
  ...platform,
  policies: {
    ...policies,
    'bench.cost': `@id("bench.cost") @level("soft") @reason("It costs {context.estimate|money}.") @remedy("Use less.")
forbid (principal, action == BareCount::Action::"pre_deploy", resource)
when { context.estimate > 40000000 };`,
  },
})
await simulate('a rule that denies everything', {
  ...platform,
  policies: {
    ...policies,
    'bench.all': `@id("bench.all") @level("hard") @reason("Nothing.") @remedy("Wait.")
forbid (principal, action == BareCount::Action::"pre_deploy", resource) when { resource.name != "" };`,
  },
})
await simulate('an empty matrix and another quota', {
  ...platform,
  policies,
  matrix: [],
  quota: [{ ...emptyQuota(), maxRunners: 200, maxConcurrency: 2000, monthlyBudget: 9_000_000_000 }],
})
await simulate('every rule in other words', {
  ...platform,
  policies: Object.fromEntries(Object.entries(policies).map(([id, text]) => [id, `${text}\n// Read once more.`])),
})
await fillLayers()
await simulate('an empty matrix, with a layer of its own in every tenant', { ...platform, policies, matrix: [] })
process.exit()

type Drafted = Omit<typeof platform, 'quota'> & { policies: Record<string, string>; quota: QuotaRow[] | null }

/** As the worker carries it out: the changes it keeps are written too. */
async function simulate(name: string, draft: Drafted): Promise<void> {
  const [tenantId, draftId, id] = [holder.id, newId('policyDraft'), newId('simulation')]
  const { quota, ...rest } = draft
  const content = { ...rest, quota: quota ?? Prisma.DbNull }
  await db.policyDraft.create({ data: { tenantId, id: draftId, title: name, createdById: 'usr_bench', ...content } })
  await db.policySimulation.create({ data: { tenantId, id, draftId, revision: 1, comparedTo: null } })
  const began = performance.now()
  await runSimulation(tenantId, id)
  const value = (performance.now() - began) / 1000
  const done = await db.policySimulation.findFirst({ where: { tenantId, id } })
  if (done?.status !== 'finished') throw new Error(done?.reason ?? 'It did not finish.')
  const { looked } = simulationCountsSchema.parse(done.counts).runner
  console.log(JSON.stringify({ name, n: looked, value, unit: 's' }))
}

/** Tenants, and for each its share of manifests with a live runner, in bulk. */
async function fill(): Promise<void> {
  const { id: environmentId } = await unsafeDb.environment.findFirstOrThrow({ where: { name: 'prod' } })
  const tenants = Array.from({ length: TENANTS }, (_, n) => ({
    id: newId('tenant'),
    slug: `bench-${n}`,
    name: `Bench ${n}`,
  }))
  await unsafeDb.tenant.createMany({ data: tenants })
  const ids = tenants.map(({ id }) => id)
  const one = Prisma.sql`
    select n, (${ids}::text[])[1 + n % ${TENANTS}] as tenant, 'man_' || n as manifest, 'mnv_' || n as version,
      'dep_' || n as deployment, 'run_' || n as runner, 'orders-' || n as name,
      (array['small', 'medium', 'large'])[1 + n % 3]::"RunnerSizeName" as size,
      (array['public_vpc_egress', 'private_vpc'])[1 + n % 2]::"NetworkProfile" as profile,
      (array['public', 'internal', 'confidential', 'restricted'])[1 + (n / 7) % 4] as data
    from generate_series(1, ${MANIFESTS}::int) n`
  await unsafeDb.$executeRaw`
    insert into "Manifest" ("tenantId", id, name, pipeline, owner, "runnerClass", size, profile, "latestVersion")
    select tenant, manifest, name, 'orders/ingest', 'finance', 'serverless', size, profile, 1 from (${one}) x`
  await unsafeDb.$executeRaw`
    insert into "ManifestVersion" ("tenantId", id, "manifestId", version, digest, text, normalised, "runnerClass", size, profile, "createdById")
    select tenant, version, manifest, 1, 'sha256:' || n, '', jsonb_build_object(
      'metadata', jsonb_build_object('name', name, 'data_classification', data, 'owner', 'finance', 'tags', '{}'::jsonb),
      'runner', jsonb_build_object('class', 'serverless', 'size', size, 'network_profile', profile,
        'egress_allow', jsonb_build_array('api' || n % 500 || '.example.com:443'),
        'env', jsonb_build_object('BC_RUN_LOG_LEVEL', 'info', 'BATCH', n % 100))
    ), 'serverless', size, profile, 'usr_bench' from (${one}) x`
  await unsafeDb.$executeRaw`
    insert into "Deployment" ("tenantId", id, "manifestId", "manifestVersionId", "environmentId", status, "costEstimate", "requestedById", "finishedAt")
    select tenant, deployment, manifest, version, ${environmentId}, 'succeeded',
      jsonb_build_object('perMonth', 1000000 + n * 977), 'usr_bench', now() from (${one}) x`
  await unsafeDb.$executeRaw`
    insert into "Runner" ("tenantId", id, "manifestId", "manifestVersionId", "environmentId", "deploymentId", name, "runnerClass",
      size, profile, "artifactDigest", role, pipeline, "pipelineVersion", status, "concurrencyLimit", spec)
    select tenant, runner, manifest, version, ${environmentId}, deployment, name, 'serverless', size, profile,
      'sha256:' || n, 'role', 'orders/ingest', 1, 'active', 10, '{}' from (${one}) x`
  await unsafeDb.$executeRaw`
    insert into "MatrixCell" ("tenantId", scope, "runnerClass", size, "networkProfile", environment, classification, allowed, "policyVersion")
    select '', 'platform', 'serverless', s::"RunnerSizeName", p::"NetworkProfile", '', '', true, 0
    from unnest(array['small', 'medium', 'large']) s, unnest(array['public_vpc_egress', 'private_vpc']) p`
  await unsafeDb.$executeRaw`analyze`.catch(() => undefined)
}

/** A rule of its own for every tenant. */
async function fillLayers(): Promise<void> {
  const tenants = await unsafeDb.tenant.findMany({ where: { slug: { startsWith: 'bench-' } }, orderBy: { id: 'asc' } })
  await unsafeDb.policyVersion.createMany({
    data: tenants.map(({ id, slug }, n) => ({
      version: 1000 + n,
      scope: 'tenant' as const,
      scopeTenantId: id,
      digest: slug,
      policies: { schema: '', policies: { 'team.name': ownRule(n) } },
      activatedAt: new Date(),
    })),
  })
}

function ownRule(n: number): string {
  return `@id("team.name") @level("soft") @reason("Not {resource.name}.") @remedy("Rename it.")
forbid (principal, action == BareCount::Action::"pre_deploy", resource) when { resource.name == "orders-${n}" };`
}
