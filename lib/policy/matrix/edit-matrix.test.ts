import { expect, test } from 'vitest'
import { byKey, changedKeys, nextState, setCells, stateOf } from './edit-matrix.ts'
import type { MatrixRow } from './schema.ts'

const spot = { class: 'serverless', size: 'small', profile: 'vpn' } as const
const other = { ...spot, profile: 'private_vpc' } as const
const anywhere = { environment: '', classification: '' } as const
const prod = { environment: 'prod', classification: '' } as const
const row: MatrixRow = { ...anywhere, ...spot, allowed: true }

test('cells are set, turned and let go, in their place only', () => {
  const both = setCells([row], [spot, other], prod, 'denied')
  expect(both).toHaveLength(3)
  expect(stateOf(byKey(both), spot, prod)).toBe('denied')
  expect(stateOf(byKey(both), spot, anywhere)).toBe('allowed')
  expect(setCells(both, [spot, other], prod, 'allowed').filter(({ allowed }) => allowed)).toHaveLength(3)
  expect(setCells(both, [spot, other], prod, 'inherited')).toEqual([row])
})

test('changes are what came, went and turned', () => {
  const turned = setCells([row], [spot], anywhere, 'denied')
  expect([...changedKeys([row], turned)]).toEqual(['||serverless|small|vpn'])
  expect(changedKeys([row], []).size).toBe(1)
  expect(changedKeys([], setCells([], [spot, other], prod, 'allowed')).size).toBe(2)
  expect(changedKeys([row], setCells(turned, [spot], anywhere, 'allowed')).size).toBe(0)
})

test('three presses come back to the beginning', () => {
  expect(nextState(nextState(nextState('inherited')))).toBe('inherited')
})
