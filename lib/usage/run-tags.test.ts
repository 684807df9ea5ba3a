import { expect, test } from 'vitest'
import { runTags } from './run-tags.ts'

const run = {
  tenant: 'acme',
  runnerClass: 'serverless',
  runner: { pipeline: 'orders/ingest', size: 'small', environment: { name: 'prod' } },
}
const own = { tenant: 'acme', pipeline: 'orders/ingest', class: 'serverless', size: 'small', environment: 'prod' }

test('a run is accounted under where it belongs and the tags of its manifest', () => {
  const manifest = { metadata: { tags: { cost_center: '4100', tenant: 'globex' } } }
  expect(runTags({ ...run, manifest })).toEqual({ ...own, cost_center: '4100' })
  expect(runTags({ ...run, manifest: { metadata: {} } })).toEqual(own)
})
