import { expect, test } from 'vitest'
import type { ContainerSpec } from '../target.ts'
import { judgeInstance, LIMITS, type Seen } from './judge-instance.ts'
import type { OwnInstance } from './own-instances.ts'

const now = new Date('2026-01-01T00:10:00Z')
const ago = (seconds: number) => new Date(now.getTime() - seconds * 1000)
const row = (changes: Partial<OwnInstance>) =>
  ({
    status: 'ready',
    kind: 'container',
    synthetic: false,
    createdAt: ago(120),
    heardAt: ago(5),
    spec: { timeoutMs: 30_000 } as ContainerSpec,
    ...changes,
  }) as OwnInstance
const seen = (changes: Partial<Seen> = {}): Seen => ({
  sight: { state: 'running' },
  held: true,
  portalSince: ago(3600),
  ...changes,
})
const ended = { state: 'ended', reason: 'It ended by itself with exit code 1.' } as const

test.each([
  ['one that runs and is heard of', {}, {}, { is: 'fine' }],
  ['one that ended by itself', {}, { sight: ended }, { is: 'failed', reason: ended.reason }],
  ['one that was to end and has', { status: 'draining' }, { sight: ended }, { is: 'stopped' }],
  ['one that was to end and is gone', { status: 'draining' }, { sight: { state: 'gone' } }, { is: 'stopped' }],
  ['one that is to end', { status: 'draining' }, {}, { is: 'stopping', graceSeconds: 45 }],
  ['one that starts', { status: 'starting', createdAt: ago(59) }, {}, { is: 'fine' }],
  ['one that never registers', { status: 'starting', createdAt: ago(60) }, {}, { is: 'failed' }],
  ['a host has longer', { status: 'starting', kind: 'host', createdAt: ago(60) }, {}, { is: 'fine' }],
  ['one that was removed by hand', {}, { sight: { state: 'gone' } }, { is: 'failed' }],
  ['a silent one', { heardAt: ago(60) }, {}, { is: 'failed', reason: 'Its agent has been silent for 60 s.' }],
  ['a silent one while the portal is away', { heardAt: ago(600) }, { portalSince: undefined }, { is: 'fine' }],
  ['a silent one while the portal is just back', { heardAt: ago(600) }, { portalSince: ago(59) }, { is: 'fine' }],
  ['one just written down', { createdAt: ago(1) }, { sight: undefined, held: false }, { is: 'fine' }],
  ['one that nobody began', {}, { sight: undefined, held: false }, { is: 'failed' }],
  ['one that is being started', {}, { sight: undefined, held: true }, { is: 'fine' }],
  ['one whose smoke test died', { synthetic: true }, { held: false }, { is: 'failed' }],
] as const)('%s', (_name, of, sees, verdict) => {
  expect(judgeInstance(row(of as Partial<OwnInstance>), seen(sees as Partial<Seen>), LIMITS, now)).toMatchObject(
    verdict,
  )
})
