import { expect, test } from 'vitest'
import { newManifestText } from './new-manifest.ts'
import { parseManifest } from './parse-manifest.ts'
import { type Answers, applyRecommendation, questions, recommendRunner } from './selection-guide.ts'

const usual: Answers = { source: 'internet', shape: 'bursts', latency: 'minutes', compliance: 'none' }

test.each<[Partial<Answers>, string]>([
  [{}, 'serverless small public_vpc_egress'],
  [{ latency: 'seconds' }, 'serverless medium public_vpc_egress'],
  [{ shape: 'steady', source: 'cloud' }, 'container medium private_vpc'],
  [{ shape: 'batch', source: 'partner' }, 'managed_etl large privatelink'],
  [{ shape: 'batch', latency: 'hours', source: 'site' }, 'managed_etl medium vpn'],
  [{ shape: 'batch', latency: 'seconds' }, 'container large public_vpc_egress'],
  [{ shape: 'special', source: 'isolated_site' }, 'dedicated_compute large vpn'],
  [{ compliance: 'private' }, 'serverless small private_vpc'],
  [{ compliance: 'residency', source: 'isolated_site' }, 'serverless small on_premise_agent'],
])('%o → %s', (answers, expected) => {
  const { class: name, size, profile, reasons } = recommendRunner({ ...usual, ...answers })
  expect(`${name} ${size} ${profile}`).toBe(expected)
  expect(reasons).toHaveLength(3)
})

const every = questions.source.options.flatMap(({ value: source }) =>
  questions.shape.options.flatMap(({ value: shape }) =>
    questions.latency.options.flatMap(({ value: latency }) =>
      questions.compliance.options.map(({ value: compliance }): Answers => ({ source, shape, latency, compliance })),
    ),
  ),
)

test('every recommendation fills a manifest without faults, and an agent always has its residency', () => {
  expect(every).toHaveLength(180)
  for (const answers of every) {
    const recommended = recommendRunner(answers)
    const { faults, normalised } = parseManifest(applyRecommendation(newManifestText(), recommended))
    expect(faults).toEqual([])
    expect(normalised?.runner).toMatchObject({ class: recommended.class, size: recommended.size })
    expect(normalised?.metadata.residency !== undefined).toBe(recommended.profile === 'on_premise_agent')
  }
})

test('going through every class and back keeps the comments and leaves no field of another class', () => {
  const shapes = ['steady', 'batch', 'special', 'bursts'] as const
  const text = shapes.reduce(
    (current, shape) => applyRecommendation(current, recommendRunner({ ...usual, shape })),
    newManifestText({ name: 'orders' }),
  )
  expect(parseManifest(text).normalised?.runner).toMatchObject({ class: 'serverless', function: { runtime: 'nodejs' } })
  expect(text).toContain('name: orders # unique in the tenant')
})
