import { expect, test } from 'vitest'
import { judgeLicence } from './licences.ts'

test.each([
  ['MIT', 'allowed'],
  ['(MIT OR GPL-3.0-only)', 'allowed'],
  ['MIT OR (Apache-2.0 AND SSPL-1.0)', 'allowed'],
  ['(ISC AND BSD-3-Clause)', 'allowed'],
  ['MIT AND AGPL-3.0-only', 'denied'],
  ['AGPL-3.0', 'denied'],
  ['AGPL-3.0+', 'denied'],
  ['GPL-2.0+', 'denied'],
  ['GPL-3.0', 'denied'],
  ['SSPL-1.0 OR BUSL-1.1', 'denied'],
  ['LGPL-3.0', 'review'],
  ['MPL-2.0', 'review'],
  ['GPL-2.0-only WITH Classpath-exception-2.0', 'review'],
  ['MIT AND MPL-2.0', 'review'],
  ['LicenseRef-acme', 'review'],
  ['BSD', 'review'],
  ['Apache 2.0', 'review'],
  ['UNLICENSED', 'review'],
  ['SEE LICENSE IN LICENSE.md', 'review'],
  ['', 'review'],
  [undefined, 'review'],
])('%s is %s', (declared, verdict) => {
  expect(judgeLicence(declared).verdict).toBe(verdict)
})

test('the reason names the licence that decided, as it is called today', () => {
  expect(judgeLicence('MIT AND GPL-2.0+').reason).toContain('GPL-2.0-or-later')
  expect(judgeLicence('Apache 2.0').reason).toContain('perhaps Apache-2.0')
})
