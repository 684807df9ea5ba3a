import { expect, test } from 'vitest'
import { environmentHue } from './environment-hue.ts'

test('the usual environments are far apart', () => {
  const hues = ['dev', 'test', 'staging', 'prod'].map(environmentHue).sort((a, b) => a - b)
  const gaps = hues.slice(1).map((hue, i) => hue - (hues[i] ?? 0))
  expect(Math.min(...gaps)).toBeGreaterThanOrEqual(50)
})

test('another name always gets the same hue, and never that of prod', () => {
  expect(environmentHue('sandbox-eu')).toBe(environmentHue('sandbox-eu'))
  for (const name of ['qa', 'uat', 'dr', 'sandbox', 'perf'])
    expect(environmentHue(name)).not.toBe(environmentHue('prod'))
})
