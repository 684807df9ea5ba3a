import { expect, test } from 'vitest'
import { ONLINE_MS, standingOf } from './standing.ts'

const now = new Date('2026-11-26T08:00:00Z')
const agent = { ready: true, health: null, lastSeenAt: now, revokedAt: null, instance: null }
const longAgo = new Date(now.getTime() - ONLINE_MS - 1)

test.each([
  ['online', agent],
  ['preparing', { ...agent, ready: false }],
  ['draining', { ...agent, ready: false, instance: { status: 'draining' } }],
  ['unwell', { ...agent, health: 'Its disk is full.' }],
  ['offline', { ...agent, lastSeenAt: longAgo, health: 'Its disk is full.' }],
  ['offline', { ...agent, lastSeenAt: null }],
  ['revoked', { ...agent, revokedAt: longAgo }],
])('%s', (standing, given) => {
  expect(standingOf(given, now)).toBe(standing)
})
