import { beforeAll, expect, test } from 'vitest'
import { makeTenant, type TestTenant } from '../db/testing/world.ts'
import { findComponent } from './find-component.ts'
import { madeOf, runnerWith, scannedArtifact } from './testing/scanned-runner.ts'

let tenant: TestTenant
let runnerId: string

beforeAll(async () => {
  tenant = await makeTenant()
  const live = await scannedArtifact(tenant, [])
  await madeOf(tenant, live.artifactId, 'lodash@4.17.4', '@acme/tool@1.0.0')
  runnerId = await runnerWith(tenant, live.digest)
  const idle = await scannedArtifact(tenant, [])
  await madeOf(tenant, idle.artifactId, 'lodash@4.17.21')
})

const versionsOf = async (name: string, version?: string) => {
  const { components } = await findComponent(tenant.auditor, { name, version })
  return components.map((row) => `${row.name}@${row.version}`)
}

test('a name finds every version, what runs first, with its runners', async () => {
  const found = await findComponent(tenant.auditor, { name: 'lodash' })
  expect(found).toMatchObject({
    liveRunners: 1,
    cut: false,
    components: [
      { version: '4.17.4', runners: [{ id: runnerId, environment: { name: 'dev' } }] },
      { version: '4.17.21', runners: [] },
    ],
  })
})

test.each([
  ['lodash@4.17.21', undefined, ['lodash@4.17.21']],
  ['lodash', '4.17.4', ['lodash@4.17.4']],
  ['pkg:npm/lodash@4.17.4', undefined, ['lodash@4.17.4']],
  ['pkg:npm/lodash', undefined, ['lodash@4.17.4', 'lodash@4.17.21']],
  ['@acme/tool', undefined, ['@acme/tool@1.0.0']],
  ['@acme/tool@1.0.0', undefined, ['@acme/tool@1.0.0']],
  ['pkg:npm/%40acme/tool', undefined, ['@acme/tool@1.0.0']],
  ['pkg:npm/%zz', undefined, []],
  ['lodas', undefined, []],
])('%s %s', async (name, version, expected) => {
  expect(await versionsOf(name, version)).toEqual(expected)
})

test('another tenant’s artifacts contain nothing that one could see', async () => {
  const other = await makeTenant()
  expect((await findComponent(other.auditor, { name: 'lodash' })).components).toEqual([])
})
