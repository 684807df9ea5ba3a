import { describe, expect, test } from 'vitest'
import type { Role } from '../db/generated/enums.ts'
import { makeActor } from './actor.ts'
import { authorise, may } from './authorise.ts'
import { type Permission, permissions } from './permissions.ts'

const actor = (over: Partial<Parameters<typeof makeActor>[0]>) =>
  makeActor({
    kind: 'user',
    userId: 'usr_1',
    label: 'ada@acme.test',
    tenantId: 'ten_1',
    tenantSlug: 'acme',
    roles: [],
    platformAdmin: false,
    ...over,
  })
const allowed = (over: Parameters<typeof actor>[0]) => permissions.filter((name) => may(actor(over), name))

const reading = [
  'manifest:read',
  'deployment:read',
  'approval:read',
  'runner:read',
  'run:read',
  'artifact:read',
  'policy:read',
  'cost:read',
  'evidence:read',
  'member:read',
  'environment:read',
  'agent:read',
]
/** What is decided about other people's work: never an admin's, only of those it was given to by name. */
const deciding: Permission[] = [
  'approval:decide',
  'finding:decide',
  'gate:override',
  'gate:break_glass',
  'break_glass:review',
  'delegation:manage',
]
const ofPlatform: Permission[] = [
  'policy:write',
  'usage:all',
  'advisory:import',
  'registry:manage',
  'key:rotate',
  'environment:write',
]
const table: Record<Role, string[]> = {
  engineer: [
    ...reading,
    'manifest:write',
    'deployment:request',
    'deployment:cancel',
    'run:start',
    'run:cancel',
    'dead_letter:payload',
    'dead_letter:resolve',
    'run:pause',
    'topic:publish',
    'calendar:manage',
    'source:upload',
    'secret:list',
    'secret:write',
    'finding:triage',
    'exception:request',
    'promotion:hold',
    'alert:manage',
    'token:manage',
  ],
  approver: [
    ...reading,
    'approval:decide',
    'finding:triage',
    'finding:decide',
    'exception:revoke',
    'break_glass:review',
    'promotion:hold',
    'delegation:manage',
    'token:manage',
  ],
  overrider: [...reading, 'approval:decide', 'gate:override', 'delegation:manage', 'token:manage'],
  responder: [...reading, 'gate:break_glass', 'run:pause', 'run:pause_all', 'token:manage'],
  auditor: [...reading, 'evidence:export', 'token:manage'],
  admin: permissions.filter((name) => !deciding.includes(name) && !ofPlatform.includes(name)),
}

describe('who may do what', () => {
  test.each(Object.entries(table))('%s', (role, expected) => {
    expect(allowed({ roles: [role as Role] }).sort()).toEqual([...expected].sort())
  })
  test('several roles add up', () => {
    const both = new Set([...table.engineer, ...table.approver])
    expect(new Set(allowed({ roles: ['engineer', 'approver'] }))).toEqual(both)
  })
  test('nobody in particular may do nothing', () => {
    expect(allowed({})).toEqual([])
  })
  test('the platform itself may do everything', () => {
    expect(allowed({ kind: 'system' })).toEqual([...permissions])
  })
  test('a platform admin decides nothing unless also an approver', () => {
    expect(allowed({ platformAdmin: true })).toEqual(permissions.filter((name) => !deciding.includes(name)))
    expect(may(actor({ platformAdmin: true, roles: ['approver'] }), 'approval:decide')).toBe(true)
  })
  test('a token is the smaller of its scopes and its owner’s roles', () => {
    const scopes: Permission[] = ['run:start', 'approval:decide']
    expect(allowed({ kind: 'token', roles: ['engineer'], scopes })).toEqual(['run:start'])
    expect(allowed({ kind: 'token', roles: ['engineer'], scopes: [] })).toEqual([])
    expect(allowed({ platformAdmin: true, scopes: ['policy:write'] })).toEqual(['policy:write'])
  })
  test('refusing names the permission and the way out', () => {
    expect(() => authorise(actor({ roles: ['auditor'] }), 'run:start')).toThrow(
      expect.objectContaining({
        code: 'forbidden',
        message: 'Your role in acme does not include run:start.',
        remedy: 'Ask an admin of the tenant for a role that includes it.',
      }),
    )
  })
})
