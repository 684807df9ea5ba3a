import { route } from '#lib/http/route.ts'
import { removeTest } from '#lib/policy/registry/keep-test.ts'
import { testParams } from '#lib/policy/registry/schema.ts'

export const DELETE = route({
  summary: 'Take a policy test out of its layer',
  permission: 'policy:write',
  params: testParams,
  handler: (actor, { params }) => removeTest(actor, { id: params.testId }),
})
