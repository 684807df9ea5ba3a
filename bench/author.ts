import { makeActor } from '#lib/auth/actor.ts'
import { newId } from '#lib/ids.ts'
import { parseManifest } from '#lib/manifests/parse-manifest.ts'
import { validateDraft } from '#lib/manifests/validate-draft.ts'
import { evaluatePolicy } from '#lib/policy/evaluate-policy.ts'
import { loadPolicies } from '#lib/policy/load-policies.ts'
import { shippedPolicies } from '#lib/policy/policy-files.ts'
import { preDeployRequest } from '#lib/policy/testing/requests.ts'
import { seedDemoRules } from '#scripts/seed/seed-demo-rules.ts'
import { seedTenant } from '#scripts/seed/seed-people.ts'
import { seedPlatform } from '#scripts/seed/seed-platform.ts'

// What somebody waits for at each pause in typing: the whole answer of the server, with its database.

const KEYSTROKES = 300
const policies = loadPolicies(shippedPolicies(), [1])

await seedPlatform(await seedTenant('platform', 'Platform'))
const tenant = await seedTenant('acme', 'Acme Retail')
await seedDemoRules(tenant)
const actor = makeActor({
  kind: 'user',
  userId: newId('user'),
  label: 'bench@acme.test',
  tenantId: tenant.id,
  tenantSlug: tenant.slug,
  roles: ['engineer'],
  platformAdmin: false,
})

const manifest = (name: string, cron: string) => `apiVersion: barecount.io/v1
kind: RunnerManifest
metadata:
  name: ${name}
  pipeline: orders/ingest
  owner: finance-data
  tags: { cost_center: "4100" }
runner:
  class: serverless
  size: small
  network_profile: public_vpc_egress
  egress_allow: [api.example.com:443]
  function: { source: ./src, runtime: nodejs, handler: index.handler }
triggers:
  - schedule: { cron: "${cron}", timezone: Europe/Madrid }
  - webhook: {}
run: { timeout: 5m }
`

const schemaOnly: number[] = []
const decision: number[] = []
const whole: number[] = []
for (let key = 0; key < KEYSTROKES; key += 1) {
  // Each keystroke is another text, as when a name or a minute is being typed.
  const text = manifest(`orders-${key}`, `${key % 60} */2 * * 1-5`)
  schemaOnly.push(await took(() => parseManifest(text)))
  decision.push(await took(() => evaluatePolicy(policies, preDeployRequest({ estimate: key }))))
  whole.push(await took(() => validateDraft(actor, { text })))
}
figure('schema alone', schemaOnly)
figure('policy decision alone', decision)
figure('schema, policy, cost, comparison and next steps', whole)
process.exit()

async function took(work: () => unknown): Promise<number> {
  const start = performance.now()
  await work()
  return performance.now() - start
}

function figure(name: string, times: number[]): void {
  const sorted = times.sort((a, b) => a - b)
  const at = (share: number) => sorted[Math.floor(sorted.length * share)] ?? 0
  console.log(JSON.stringify({ name, p50: at(0.5), p95: at(0.95), n: sorted.length, unit: 'ms' }))
}
