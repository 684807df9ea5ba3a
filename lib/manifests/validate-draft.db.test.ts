import { beforeAll, expect, test } from 'vitest'
import { estimateInput } from '../cost/testing/inputs.ts'
import type { Environment } from '../db/generated/client.ts'
import { makeTenant, type TestTenant } from '../db/testing/world.ts'
import { makePlatformRules, makeRunner, makeTenantRules } from '../policy/testing/rules.ts'
import { draftVerdictSchema } from './validate-draft.schema.ts'
import { validateDraft } from './validate-draft.ts'

let dev: Environment
let tenant: TestTenant

beforeAll(async () => {
  dev = await makePlatformRules()
  tenant = await makeTenant()
  await makeTenantRules(tenant.id)
})

const text = (size = 'small') => `apiVersion: barecount.io/v1
kind: RunnerManifest
metadata: { name: orders-webhook, pipeline: orders/ingest, owner: finance-data }
runner:
  class: serverless
  size: ${size}
  network_profile: public_vpc_egress
  function: { source: ./src, runtime: nodejs, handler: index.handler }
triggers:
  - schedule: { cron: "*/15 * * * *" }
`

test('a good draft gets digest, policy, cost, comparison and what comes next', async () => {
  const answer = await validateDraft(tenant.engineer, { text: text() })
  expect(draftVerdictSchema.parse(answer)).toEqual(answer)
  expect(answer).toMatchObject({
    faults: [],
    digest: expect.stringMatching(/^sha256:[0-9a-f]{64}$/),
    policy: { allowed: true },
    comparison: { length: 4 },
    next: { environment: 'dev', steps: { 0: 'Submitting makes version 1 of orders-webhook.' } },
  })
  expect(answer.cost?.runs.scheduled).toBeGreaterThan(2800)
  expect(answer.delta).toBeUndefined()
})

test('faults come with their line, and nothing else is guessed', async () => {
  const answer = await validateDraft(tenant.engineer, { text: text('huge') })
  expect(answer.faults).toMatchObject([{ path: 'runner.size', line: 6 }])
  expect(answer).toEqual({ faults: answer.faults })
})

test('what policy denies still has its price', async () => {
  const answer = await validateDraft(tenant.engineer, { text: text('medium') })
  expect(answer.policy?.findings[0]).toMatchObject({ id: 'matrix.not_offered', fix: { value: 'small' } })
  expect(answer.cost?.perMonth).toBeGreaterThan(0)
})

test('assumptions are used', async () => {
  const answer = await validateDraft(tenant.engineer, { text: text(), assumptions: { durationMs: 2500 } })
  expect(answer.cost?.assumptions[0]).toEqual({
    name: 'durationMs',
    value: 2500,
    isDefault: false,
    says: 'A run takes 2.5 s.',
  })
})

test('the delta is against what runs there', async () => {
  const busy = await makeTenant()
  await makeTenantRules(busy.id)
  const { manifest } = estimateInput({ class: 'serverless', size: 'medium' })
  await makeRunner(busy.id, dev, manifest)
  const { delta, cost } = await validateDraft(busy.engineer, { text: text() })
  expect(delta).toMatchObject({ liveVersion: 1, after: cost?.perMonth })
  const compute = delta?.items.find(({ kind }) => kind === 'compute')
  expect((compute?.before ?? 0) / (compute?.after ?? 1)).toBeCloseTo(2) // half the memory
})

test('an environment nobody made is not there', async () => {
  await expect(validateDraft(tenant.engineer, { text: text(), environment: 'moon' })).rejects.toMatchObject({
    code: 'not_found',
  })
})
