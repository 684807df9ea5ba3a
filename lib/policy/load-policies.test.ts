import { describe, expect, test } from 'vitest'
import { loadPolicies } from './load-policies.ts'
import { shippedPolicies } from './policy-files.ts'

const source = shippedPolicies()

describe('a policy set is refused when it', () => {
  const withRule = (text: string) => () => loadPolicies({ ...source, policies: { ...source.policies, x: text } })
  const head = 'forbid (principal, action == BareCount::Action::"run", resource)'
  test('does not parse', () => expect(withRule('forbid (principal')).toThrow())
  test('reads what the inputs do not have', () =>
    expect(
      withRule(`@id("x") @level("hard") @reason("r") @remedy("m") ${head} when { context.weather == 1 };`),
    ).toThrow(/weather/))
  test('lacks a level', () => expect(withRule(`@id("x") @reason("r") @remedy("m") ${head};`)).toThrow(/@level/))
  test('lacks a reason', () => expect(withRule(`@id("x") @level("hard") @remedy("m") ${head};`)).toThrow(/@reason/))
  test('is kept under another name', () =>
    expect(withRule(`@id("y") @level("hard") @reason("r") @remedy("m") ${head};`)).toThrow(/calls itself y/))
})
