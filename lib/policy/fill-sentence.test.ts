import { expect, test } from 'vitest'
import { fillSentence } from './fill-sentence.ts'

const roots = {
  resource: { class: 'dedicated_compute', profile: 'public_vpc_egress', size: 'xlarge' },
  context: { estimate: 1_500_000, list: ['a', 'b'] },
  principal: { id: 'acme' },
}

test.each([
  [
    '{resource.class|class} in size {resource.size} needs an approval.',
    'Dedicated compute in size xlarge needs an approval.',
  ],
  ['It goes over {resource.profile|profile}.', 'It goes over public egress from a VPC.'],
  ['Write {resource.profile} for {principal}: {context.list}.', 'Write public_vpc_egress for acme: a, b.'],
  ['It costs {context.estimate|money}.', 'It costs $1.50.'],
  ['{resource.nothing|class} and {resource.nothing.more}', '? and ?'],
  ['{resource.size|class}', 'xlarge'],
])('%s', (sentence, said) => {
  expect(fillSentence(sentence, roots)).toBe(said)
})

test.each([
  ['vpn', 'VPN'],
  ['privatelink', 'PrivateLink'],
  ['private_vpc', 'private VPC'],
  ['on_premise_agent', 'agent on premises'],
])('%s amid a sentence', (profile, said) => {
  expect(fillSentence('{resource.profile|profile}', { resource: { profile } })).toBe(said)
})
