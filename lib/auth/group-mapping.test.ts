import { expect, test } from 'vitest'
import { grantsOfGroups, groupMapSchema } from './group-mapping.ts'

const map = groupMapSchema.parse({
  platform: { platform_admin: true },
  data: { tenant: 'acme', roles: ['engineer'] },
  leads: [
    { tenant: 'acme', roles: ['approver'] },
    { tenant: 'globex', roles: ['auditor'] },
  ],
})

test('roles of several groups add up by tenant', () => {
  const granted = grantsOfGroups(map, ['data', 'leads'])
  expect([...(granted.roles.get('acme') ?? [])].sort()).toEqual(['approver', 'engineer'])
  expect([...(granted.roles.get('globex') ?? [])]).toEqual(['auditor'])
  expect(granted.platformAdmin).toBe(false)
})

test('an unknown group grants nothing', () => {
  expect(grantsOfGroups(map, ['everyone'])).toEqual({ platformAdmin: false, roles: new Map() })
})

test('a misspelt role in the map is refused at start', () => {
  expect(() => groupMapSchema.parse({ data: { tenant: 'acme', roles: ['enginer'] } })).toThrow()
})
