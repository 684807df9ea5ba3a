import { describe, expect, test } from 'vitest'
import { decideRetry, familyOf, type RetryRule } from './retry.ts'
import { causeTitles, type RunCause } from './run-words.ts'

const rule: RetryRule = {
  max_attempts: 4,
  backoff: 'exponential',
  budget_per_hour: 10,
  on: ['user_error', 'timeout', 'target', 'platform'],
}
const failed = (changes: Partial<{ cause: RunCause; failures: number; usedThisHour: number }> = {}) => ({
  cause: 'user_error' as const,
  failures: 1,
  usedThisHour: 0,
  ...changes,
})
const delays = (random: number, backoff: RetryRule['backoff'], until: number) =>
  Array.from({ length: until }, (_, n) => {
    const said = decideRetry({ ...rule, backoff, max_attempts: 99 }, failed({ failures: n + 1 }), () => random)
    return said.retry ? said.inMs : undefined
  })

describe('how long it waits', () => {
  test('doubles up to five minutes, of which chance takes up to half', () => {
    expect(delays(1, 'exponential', 10)).toEqual([
      1000, 2000, 4000, 8000, 16_000, 32_000, 64_000, 128_000, 256_000, 300_000,
    ])
    expect(delays(0, 'exponential', 3)).toEqual([500, 1000, 2000])
  })

  test('or stays as it is', () => {
    expect(delays(1, 'fixed', 3)).toEqual([1000, 1000, 1000])
  })
})

describe('what is not tried again, and why', () => {
  test.each([
    [failed({ failures: 4 }), 'All 4 attempts it may have failed.'],
    [failed({ usedThisHour: 10 }), 'The runner’s 10 retries of this hour are used up.'],
    [failed({ cause: 'init_error' }), 'What failed would fail again.'],
    [failed({ cause: 'out_of_memory' }), 'What failed would fail again.'],
    [failed({ cause: 'denied' }), 'What failed would fail again.'],
  ])('%o', (one, why) => {
    expect(decideRetry(rule, one)).toEqual({ retry: false, why })
  })

  test('a cause that the manifest does not name', () => {
    const narrow = { ...rule, on: ['platform' as const] }
    expect(decideRetry(narrow, failed())).toMatchObject({
      retry: false,
      why: 'The manifest does not retry user_error.',
    })
    expect(decideRetry(narrow, failed({ cause: 'platform' }))).toMatchObject({ retry: true })
  })
})

test('every cause has a family, or is one that no retry can mend', () => {
  const without = (Object.keys(causeTitles) as RunCause[]).filter((cause) => !familyOf(cause))
  expect(without).toEqual(['init_error', 'out_of_memory', 'denied'])
})
