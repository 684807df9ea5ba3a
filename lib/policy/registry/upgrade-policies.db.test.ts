import { beforeAll, expect, test } from 'vitest'
import { systemActor } from '#lib/auth/actor.ts'
import { db, transaction, unsafeDb } from '../../db/client.ts'
import { makeTenant, type TestTenant } from '../../db/testing/world.ts'
import { policySourceSchema } from '../load-policies.ts'
import { shippedPolicies } from '../policy-files.ts'
import { activateVersion } from './activate-version.ts'
import { activeVersion } from './active-version.ts'
import { contentOfVersion } from './draft-content.ts'
import { upgradePolicies } from './upgrade-policies.ts'

const platformLayer = { scope: 'platform' as const, scopeTenantId: '' }
const shipped = shippedPolicies()
let platform: TestTenant

beforeAll(async () => {
  platform = await makeTenant('platform')
})

const actor = () => systemActor(platform, 'setup')
const activeRules = async () => contentOfVersion(await activeVersion(db, platformLayer)).policies
const withRemedy = (id: string, remedy: string) =>
  (shipped.policies[id] ?? '').replace(/@remedy\("[^"]*"\)/, `@remedy("${remedy}")`)

test('an upgrade takes new texts, keeps what was changed by hand, and says so', async () => {
  await upgradePolicies(actor(), shipped)
  expect(await activeRules()).toEqual(shipped.policies)
  await upgradePolicies(actor(), shipped)
  expect(await unsafeDb.policyVersion.count()).toBe(1)

  const byHand = { ...shipped.policies, 'quota.runners': withRemedy('quota.runners', 'Ask Rosa.') }
  await transaction((tx) =>
    activateVersion(tx, actor(), {
      ...platformLayer,
      content: { policies: byHand, matrix: [], quota: null },
      schema: shipped.schema,
      note: 'Ask Rosa',
      createdById: 'usr_root',
    }),
  )
  const newer = {
    schema: `${shipped.schema}\n// newer`,
    policies: {
      ...shipped.policies,
      'quota.runners': withRemedy('quota.runners', 'Ask.'),
      'run.signature': withRemedy('run.signature', 'Sign it.'),
    },
  }
  expect(await upgradePolicies(actor(), newer)).toEqual({ kept: ['quota.runners'] })
  const rules = await activeRules()
  expect(rules['quota.runners']).toContain('Ask Rosa.')
  expect(rules['run.signature']).toContain('Sign it.')
  const active = await activeVersion(db, platformLayer)
  expect(policySourceSchema.parse(active?.policies).schema).toContain('// newer')
  expect(active?.note).toContain('quota.runners')
  const [, , evidence] = await db.evidence.findMany({
    where: { tenantId: platform.id, kind: 'policy.activated' },
    orderBy: { id: 'asc' },
  })
  expect(Buffer.from(evidence?.payload ?? []).toString('utf8')).toContain('"kept":["quota.runners"]')

  await upgradePolicies(actor(), newer)
  expect((await activeVersion(db, platformLayer))?.version).toBe(active?.version)
})
