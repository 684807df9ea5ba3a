import { beforeAll, expect, test } from 'vitest'
import { systemActor } from '#lib/auth/actor.ts'
import { estimateInput } from '../cost/testing/inputs.ts'
import { transaction } from '../db/client.ts'
import type { Environment } from '../db/generated/client.ts'
import { makeTenant, type TestTenant } from '../db/testing/world.ts'
import { decidePolicy } from './decide-policy.ts'
import { getDecision, thenAndNow } from './decision-queries.ts'
import { activateVersion } from './registry/activate-version.ts'
import { makePlatformRules, makeRunner, makeTenantRules } from './testing/rules.ts'

let environment: Environment
let tenant: TestTenant

beforeAll(async () => {
  environment = await makePlatformRules()
  tenant = await makeTenant()
  await makeTenantRules(tenant.id)
})

test('why it passed then is replayed by its versions, and today is asked by those of now', async () => {
  const { manifest } = estimateInput({ class: 'serverless' })
  const { deploymentId, manifestId } = await makeRunner(tenant.id, environment, manifest)
  const subject = { gate: 'pre_deploy' as const, subjectId: deploymentId, declared: manifest, environment, manifestId }
  const { decisionId, verdict } = await transaction((tx) => decidePolicy(tx, tenant.engineer, subject))
  expect(verdict.allowed).toBe(true)

  const rule = `@id("team.small") @level("hard") @reason("Too small.") @remedy("Use medium.")
forbid (principal, action == BareCount::Action::"pre_deploy", resource) when { resource.size == "small" };`
  const { version } = await transaction((tx) =>
    activateVersion(tx, systemActor(tenant, 'setup'), {
      scope: 'tenant',
      scopeTenantId: tenant.id,
      content: { policies: { 'team.small': rule }, matrix: [allowed(manifest.runner)], quota: null },
      schema: '',
      note: 'No small ones',
      createdById: null,
    }),
  )
  const { then, now } = await thenAndNow(tenant.engineer, deploymentId)
  expect(then).toMatchObject([{ id: decisionId, allowed: true, replays: true, versions: [1] }])
  expect(now).toMatchObject({ allowed: false, versions: [1, version] })
  expect(now?.findings.map(({ id }) => id)).toContain('team.small')

  const after = await transaction((tx) => decidePolicy(tx, tenant.engineer, subject))
  expect(after.verdict).toMatchObject({ allowed: false, policyVersion: 1, policyVersions: [1, version] })
  expect(await getDecision(tenant.auditor, after.decisionId)).toMatchObject({ policyVersions: [1, version] })

  const other = await makeTenant()
  await expect(getDecision(other.auditor, decisionId)).rejects.toMatchObject({ code: 'not_found' })
  await expect(thenAndNow(other.auditor, deploymentId)).rejects.toMatchObject({ code: 'not_found' })
})

const allowed = ({ class: name, size, network_profile }: { class: string; size: string; network_profile: string }) => ({
  environment: '',
  classification: '',
  class: name,
  size,
  profile: network_profile,
  allowed: true,
})
