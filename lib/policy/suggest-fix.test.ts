import { expect, test } from 'vitest'
import { suggestFix } from './suggest-fix.ts'
import { preDeployRequest, runRequest } from './testing/requests.ts'

const offer = (size: string, profile: string, name = 'serverless') => ({ class: name, size, profile })
const asked = (size: string, profile: string, ...alternatives: ReturnType<typeof offer>[]) =>
  preDeployRequest({ alternatives }, { size, profile })

test.each([
  [
    'the nearest size on the same network',
    asked('large', 'vpn', offer('small', 'vpn'), offer('medium', 'vpn')),
    'runner.size',
    'medium',
  ],
  [
    'the smaller of two equally near',
    asked('medium', 'vpn', offer('large', 'vpn'), offer('small', 'vpn')),
    'runner.size',
    'small',
  ],
  [
    'another network of the same size',
    asked('small', 'vpn', offer('small', 'private_vpc')),
    'runner.network_profile',
    'private_vpc',
  ],
])('for what is not offered: %s', (_, request, path, value) => {
  expect(suggestFix('matrix.not_offered', request)).toMatchObject({ path, value })
})

test('public egress is never suggested', () => {
  const request = asked('small', 'vpn', offer('small', 'public_vpc_egress'))
  expect(suggestFix('matrix.not_offered', request)).toBeUndefined()
})

test('a suggestion is always something the tenant is offered', () => {
  const request = asked('small', 'public_vpc_egress', offer('medium', 'privatelink'), offer('small', 'private_vpc'))
  expect(suggestFix('network.private_route', request)).toBeUndefined()
  expect(suggestFix('network.classified_egress', request)).toMatchObject({ value: 'private_vpc' })
})

test('concurrency goes down to the room that is left, and not below one', () => {
  const usage = (concurrency: number) => preDeployRequest({ usage: { runners: 0, concurrency, monthly: 0 } })
  expect(suggestFix('quota.concurrency', usage(95))).toMatchObject({ path: 'runner.concurrency_limit', value: '5' })
  expect(suggestFix('quota.concurrency', usage(100))).toBeUndefined()
})

test('there is nothing to edit at run time', () => {
  expect(suggestFix('matrix.not_offered', runRequest({ offered: false }))).toBeUndefined()
})
