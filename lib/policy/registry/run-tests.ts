import { isDeepStrictEqual } from 'node:util'
import type { PolicyTest } from '../../db/generated/client.ts'
import { evaluatePolicy } from '../evaluate-policy.ts'
import type { PolicySet } from '../load-policies.ts'
import { type PolicyVerdict, policyRequestSchema } from '../schema.ts'
import type { TestResult } from './schema.ts'

type Recorded = Pick<PolicyTest, 'id' | 'name' | 'request' | 'expectedAllowed' | 'expectedFindings'>

/** Asks a set about recorded requests, and holds its answers against what was expected. Pure. */
export function runTests(set: PolicySet | undefined, tests: readonly Recorded[]): TestResult[] {
  return tests.map(({ id, name, request, expectedAllowed, expectedFindings }) => {
    const expected = { allowed: expectedAllowed, findings: [...expectedFindings].sort() }
    const read = policyRequestSchema.safeParse(request)
    const actual = read.success
      ? answerOf(evaluatePolicy(set, read.data))
      : { allowed: false, findings: ['policy.bad_request'] }
    return { id, name, passed: isDeepStrictEqual(expected, actual), expected, actual }
  })
}

/** What a test expects of a verdict. Pure. */
export function answerOf({ allowed, findings }: Pick<PolicyVerdict, 'allowed' | 'findings'>) {
  return { allowed, findings: findings.map(({ id }) => id).sort() }
}
