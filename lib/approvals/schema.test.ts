import { expect, test } from 'vitest'
import { decideInput, decision } from './schema.ts'

test.each([
  ['on a page', decideInput, { approvalId: 'apr_1' }],
  ['by the API', decision, {}],
])('who rejects %s says why', (_where, schema, about) => {
  expect(schema.safeParse({ ...about, verdict: 'approve' }).success).toBe(true)
  expect(schema.safeParse({ ...about, verdict: 'reject', comment: 'Not on a Friday.' }).success).toBe(true)
  const { error } = schema.safeParse({ ...about, verdict: 'reject', comment: '  ' })
  expect(error?.issues).toMatchObject([{ path: ['comment'], message: 'Say why you reject.' }])
})
