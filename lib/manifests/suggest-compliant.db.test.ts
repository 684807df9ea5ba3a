import { beforeAll, expect, test } from 'vitest'
import { db, unsafeDb } from '../db/client.ts'
import { makeTenant, type TestTenant } from '../db/testing/world.ts'
import { makePlatformRules, makeTenantRules } from '../policy/testing/rules.ts'
import { suggestCompliant } from './suggest-compliant.ts'
import { validateDraft } from './validate-draft.ts'

let tenant: TestTenant

beforeAll(async () => {
  await makePlatformRules()
  await unsafeDb.environment.create({ data: { id: 'env_prod', name: 'prod', rank: 3 } })
  tenant = await makeTenant()
  await makeTenantRules(tenant.id)
})

const text = (size: string, profile: string) => `# What takes orders in.
apiVersion: barecount.io/v1
kind: RunnerManifest
metadata: { name: orders-webhook, pipeline: orders/ingest, owner: finance-data }
runner:
  class: serverless
  size: ${size} # see the load test
  network_profile: ${profile}
  function: { source: ./src, runtime: nodejs, handler: index.handler }
`

test('what is suggested passes when it is asked about by itself, and costs what it says', async () => {
  const nearest = await suggestCompliant(tenant.engineer, { text: text('medium', 'vpn') })
  expect(nearest).toMatchObject({ environment: 'dev', complete: true })
  const [best] = nearest?.options ?? []
  expect(best?.edits).toEqual([
    { path: 'runner.size', from: 'medium', to: 'small' },
    { path: 'runner.network_profile', from: 'vpn', to: 'private_vpc' },
  ])
  expect(best?.text).toBe(text('small', 'private_vpc'))
  const [before, after] = [
    await validateDraft(tenant.engineer, { text: text('medium', 'vpn') }),
    await passes(best?.text),
  ]
  expect(best?.delta).toEqual({
    before: before.cost?.perMonth,
    after: after.cost?.perMonth,
    perMonth: (after.cost?.perMonth ?? 0) - (before.cost?.perMonth ?? 0),
  })
})

test('a place that denies what others allow is asked about by its name', async () => {
  const cell = { tenantId: tenant.id, runnerClass: 'serverless', size: 'small', environment: 'prod' } as const
  await db.matrixCell.create({ data: { ...cell, networkProfile: 'public_vpc_egress', allowed: false } })
  const asked = { text: text('small', 'public_vpc_egress'), environment: 'prod', suggest: true }
  const answer = await validateDraft(tenant.engineer, asked)
  expect(answer.policy?.findings[0]?.reason).toContain(`denied by the matrix of ${tenant.slug}, for prod`)
  expect(answer.nearest?.options[0]?.edits).toEqual([
    { path: 'runner.network_profile', from: 'public_vpc_egress', to: 'private_vpc' },
  ])
  expect((await validateDraft(tenant.engineer, { ...asked, environment: 'dev' })).nearest).toBeUndefined()
})

test('it is not looked for unless somebody asks', async () => {
  const answer = await validateDraft(tenant.engineer, { text: text('medium', 'vpn') })
  expect(answer.policy?.allowed).toBe(false)
  expect(answer.nearest).toBeUndefined()
})

test('nothing is near where the tenant is offered nothing', async () => {
  const other = await makeTenant()
  const nearest = await suggestCompliant(other.engineer, { text: text('small', 'vpn') })
  expect(nearest?.options).toEqual([])
  expect(nearest?.standing.map(({ id }) => id)).toEqual(['matrix.not_offered'])
})

async function passes(written = '') {
  const answer = await validateDraft(tenant.engineer, { text: written })
  expect(answer.policy?.allowed).toBe(true)
  return answer
}
