import { expect, test } from 'vitest'
import { whereItStands } from './where-it-stands.ts'

const now = new Date('2026-11-24T10:00:00Z')
const say = (at: Date) => at.toISOString().slice(0, 16)
const stage = (name: 'build' | 'deploy', status: string, extra = {}) => ({
  name,
  status,
  attempt: 1,
  reason: null,
  startedAt: null,
  finishedAt: null,
  ...extra,
})
const deployment = (status: string, extra = {}) => ({ status, reason: null, waitingUntil: null, stages: [], ...extra })

test.each([
  [deployment('queued'), 'Queued. A worker takes it within a moment.'],
  [
    deployment('running', { stages: [stage('build', 'running', { startedAt: '2026-11-24T09:59:48Z', attempt: 2 })] }),
    'Build is at work, for 12 s (attempt 2).',
  ],
  [
    deployment('waiting_approval', { reason: 'Waiting for 1 approver of acme.', waitingUntil: '2026-12-01T10:00:00Z' }),
    'Waiting for 1 approver of acme until 2026-12-01T10:00.',
  ],
  [deployment('failed', { stages: [stage('deploy', 'failed', { reason: 'No room.' })] }), 'Deploy failed: No room.'],
  [deployment('cancelled', { reason: 'Cancelled by ada.' }), 'Cancelled by ada.'],
  [deployment('succeeded'), 'Done. The runner takes work.'],
])('says where it stands: %#', (view, sentence) => expect(whereItStands(view, now, say)).toBe(sentence))
