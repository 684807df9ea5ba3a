import { expect, test } from 'vitest'
import { sayHealth } from './say-health.ts'

const runs = (...statuses: string[]) => statuses.map((status) => ({ status }))

test.each([
  [runs('succeeded', 'running'), 'None of the last 2 runs failed.', '/runs'],
  [runs('failed', 'succeeded'), '1 of the last 2 runs failed.', '/runs?status=failed'],
  [runs('denied', 'succeeded'), 'None of the last 2 runs failed; 1 was denied.', '/runs?status=denied'],
  [runs('denied', 'denied', 'failed'), '1 of the last 3 runs failed, and 2 were denied.', '/runs?status=failed'],
])('what was denied is no failure', (given, sentence, href) => {
  expect(sayHealth(given)).toMatchObject({ sentence, href })
})
