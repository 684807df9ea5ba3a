import { expect, test } from 'vitest'
import { permissions } from '../auth/permissions.ts'
import { cedar, succeeded } from './cedar.ts'
import { mayAct } from './may-act.ts'
import { accessPolicies } from './policy-files.ts'

test('the access policies fit their schema', () => {
  const { schema, policies } = accessPolicies()
  const call = { schema, policies: { staticPolicies: policies }, validationSettings: { mode: 'strict' as const } }
  expect(succeeded(cedar.validate(call), 'validate')).toMatchObject({ validationErrors: [], validationWarnings: [] })
})

test('every permission of the product is an action, and every action a permission', () => {
  const declared = [...accessPolicies().schema.matchAll(/"([a-z_]+:[a-z_]+)"/g)].map(([, name]) => name)
  expect(declared.sort()).toEqual([...permissions].sort())
})

test('what is not declared is an error, never a permission', () => {
  expect(() => mayAct({ system: true, roles: [], platformAdmin: true }, 'planet:destroy')).toThrow(/planet:destroy/)
})

test('the order of roles and scopes does not matter', () => {
  const facts = { system: false, platformAdmin: false }
  expect(mayAct({ ...facts, roles: ['auditor', 'engineer'] }, 'run:start')).toBe(true)
  expect(mayAct({ ...facts, roles: ['engineer', 'auditor'] }, 'run:start')).toBe(true)
})
