import { expect, test } from 'vitest'
import type { NormalisedManifest } from '../manifests/schema.ts'
import { evaluatePolicy } from './evaluate-policy.ts'
import { loadPolicies } from './load-policies.ts'
import { nearestCompliant } from './nearest-compliant.ts'
import { shippedPolicies } from './policy-files.ts'
import { runnerFacts } from './runner-facts.ts'
import type { PolicyRequestOf } from './schema.ts'
import { preDeployRequest } from './testing/requests.ts'

const policies = loadPolicies(shippedPolicies(), [1])
const prices: Record<string, number> = { small: 1, medium: 2, large: 4, xlarge: 8 }

type World = { offers: string[]; over?: Partial<PolicyRequestOf<'pre_deploy'>>; count?: () => void }

/** The real rules over a small world: what is offered, ten runs at once for each copy, a price for each size. */
const judgeIn =
  ({ offers, over = {}, count }: World) =>
  async (declared: NormalisedManifest) => {
    count?.()
    const runner = runnerFacts(declared, 10)
    const offered = offers.includes(`${runner.size} ${runner.profile}`)
    const perMonth = (prices[runner.size] ?? 0) * 1_000_000
    const request = { ...preDeployRequest({ offered, estimate: perMonth, ...over }), runner }
    const { quota, usage } = request
    const room = { left: quota.maxConcurrency - usage.concurrency, perCopy: () => 10 }
    return { verdict: evaluatePolicy(policies, request), perMonth, room }
  }

const text = (runner: string) => `# Orders come in here.
apiVersion: barecount.io/v1
kind: RunnerManifest
metadata: { name: orders, pipeline: orders/in, owner: finance }
runner:
${runner.trimEnd().replace(/^/gm, '  ')}
`
const container = (size: string, profile: string, more = '') =>
  text(`class: container
size: ${size} # as asked by the team
network_profile: ${profile}
image: { build: ./ }
${more}`)
const editsOf = async (written: string, world: World) =>
  (await nearestCompliant(written, judgeIn(world)))?.options.map(({ edits }) =>
    edits.map(({ path, from, to }) => `${path.replace('runner.', '')}: ${from} → ${to}`),
  )

test('one edit is tried before two, and the nearest in cost comes first', async () => {
  const offers = ['small vpn', 'medium vpn', 'large private_vpc', 'small private_vpc']
  expect(await editsOf(container('large', 'vpn'), { offers })).toEqual([
    ['network_profile: vpn → private_vpc'],
    ['size: large → medium'],
    ['size: large → small'],
  ])
})

test('two edits where one is not enough', async () => {
  expect(await editsOf(container('large', 'vpn'), { offers: ['small private_vpc'] })).toEqual([
    ['size: large → small', 'network_profile: vpn → private_vpc'],
  ])
})

test('the text keeps its comments, and only what must change does', async () => {
  const nearest = await nearestCompliant(container('large', 'vpn'), judgeIn({ offers: ['medium vpn'] }))
  expect(nearest?.options[0]).toMatchObject({
    text: container('medium', 'vpn'),
    delta: { before: 4_000_000, after: 2_000_000, perMonth: -2_000_000 },
  })
})

test('the open internet and a residency nobody stated are never suggested', async () => {
  const offers = ['large public_vpc_egress', 'large on_premise_agent']
  expect(await editsOf(container('large', 'vpn'), { offers })).toEqual([])
})

test('a private network comes before taking an address away, and both are offered', async () => {
  const written = container(
    'small',
    'public_vpc_egress',
    'egress_allow: [s3.eu-west-1.amazonaws.com:443, x.example.com:443]',
  )
  expect(await editsOf(written, { offers: ['small public_vpc_egress', 'small privatelink'] })).toEqual([
    ['network_profile: public_vpc_egress → privatelink'],
    ['egress_allow: s3.eu-west-1.amazonaws.com:443 → '],
  ])
})

test('copies are taken back to what the tenant has left', async () => {
  const usage = { runners: 0, concurrency: 65, monthly: 0 }
  const written = container('small', 'vpn', 'scaling: { min: 1, max: 9 }')
  expect(await editsOf(written, { offers: ['small vpn'], over: { usage } })).toEqual([['scaling.max: 9 → 3']])
})

test('a budget is kept by the largest size that fits', async () => {
  const offers = ['small', 'medium', 'large', 'xlarge'].map((size) => `${size} vpn`)
  const usage = { runners: 0, concurrency: 0, monthly: 17_500_000 }
  expect((await editsOf(container('xlarge', 'vpn'), { offers, over: { usage } }))?.[0]).toEqual([
    'size: xlarge → medium',
  ])
})

test('when nothing helps it says what stands against everything, without trying it all', async () => {
  let asked = 0
  const over = { tenant: { id: 'acme', suspended: true } }
  const world = { offers: ['small vpn'], over, count: () => asked++ }
  const nearest = await nearestCompliant(container('large', 'vpn'), judgeIn(world))
  expect(nearest?.options).toEqual([])
  expect(nearest?.standing.map(({ id }) => id)).toEqual(['tenant.suspended'])
  expect(asked).toBeLessThan(10)
})

test('nothing is said of what passes, and of what does not parse', async () => {
  expect(await nearestCompliant(container('small', 'vpn'), judgeIn({ offers: ['small vpn'] }))).toBeUndefined()
  expect(await nearestCompliant('runner: [', judgeIn({ offers: [] }))).toBeUndefined()
})

test('it ends', async () => {
  let asked = 0
  await nearestCompliant(
    container('xlarge', 'public_vpc_egress', 'scaling: { max: 500 }\negress_allow: [s3.amazonaws.com:443]'),
    judgeIn({ offers: [], count: () => asked++ }),
  )
  expect(asked).toBeLessThanOrEqual(120)
})
