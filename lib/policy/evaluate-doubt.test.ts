import { describe, expect, test } from 'vitest'
import { evaluatePolicy } from './evaluate-policy.ts'
import { loadPolicies } from './load-policies.ts'
import { shippedPolicies } from './policy-files.ts'
import type { PolicyRequest } from './schema.ts'
import { preDeployRequest } from './testing/requests.ts'

const source = shippedPolicies()
const policies = loadPolicies(source, [7])

describe('when in doubt it denies and says so', () => {
  const deniedWith = (id: string, message: RegExp, verdict = evaluatePolicy(policies, preDeployRequest())) => {
    expect(verdict.allowed).toBe(false)
    expect(verdict.findings).toMatchObject([{ id, level: 'hard', reason: expect.stringMatching(message) }])
  }
  test('no policies', () => {
    deniedWith('policy.missing', /nothing is allowed/, evaluatePolicy(undefined, preDeployRequest()))
  })
  test('no rule that permits', () => {
    const { 'gate.open': _, ...closed } = source.policies
    const set = loadPolicies({ ...source, policies: closed })
    deniedWith('policy.not_permitted', /permits/, evaluatePolicy(set, preDeployRequest()))
  })
  test.each(['soft', 'advisory'])('no rule that permits, where a %s one forbids', (level) => {
    const { 'gate.open': _, ...closed } = source.policies
    const rule = `@id("test.all") @level("${level}") @reason("r") @remedy("m")
      forbid (principal, action == BareCount::Action::"pre_deploy", resource);`
    const set = loadPolicies({ ...source, policies: { ...closed, 'test.all': rule } })
    deniedWith('policy.not_permitted', /permits/, evaluatePolicy(set, preDeployRequest()))
  })
  test('a rule that errs, which Cedar alone would skip', () => {
    const overflow = `@id("test.overflow") @level("hard") @reason("r") @remedy("m")
      forbid (principal, action == BareCount::Action::"pre_deploy", resource)
      when { 9223372036854775807 + context.estimate > 0 };`
    const set = loadPolicies({ ...source, policies: { ...source.policies, 'test.overflow': overflow } })
    deniedWith('policy.error', /overflow/, evaluatePolicy(set, preDeployRequest()))
  })
  test('an advisory rule that errs', () => {
    const overflow = `@id("test.advice") @level("advisory") @reason("r") @remedy("m")
      forbid (principal, action == BareCount::Action::"pre_deploy", resource)
      when { 9223372036854775807 + context.estimate > 0 };`
    const set = loadPolicies({ ...source, policies: { ...source.policies, 'test.advice': overflow } })
    deniedWith('policy.error', /overflow/, evaluatePolicy(set, preDeployRequest()))
  })
  test('advice does not hide that nothing permits', () => {
    const { 'gate.open': _, ...closed } = source.policies
    const set = loadPolicies({ ...source, policies: closed })
    const request = preDeployRequest({}, { class: 'container', size: 'xlarge' })
    expect(evaluatePolicy(set, request).allowed).toBe(false)
  })
  test.each([
    ['a missing figure', { estimate: undefined }],
    ['a fraction', { estimate: 1.5 }],
    ['a figure as text', { estimate: '1' }],
    ['an unknown field', { extra: true }],
  ])('%s', (_, over) => {
    const request = { ...preDeployRequest(), ...over } as PolicyRequest
    deniedWith('policy.bad_request', /could not be asked/, evaluatePolicy(policies, request))
  })
})
