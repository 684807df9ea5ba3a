import { describe, expect, test } from 'vitest'
import { cedar, succeeded } from '../cedar.ts'
import { cedarRequest } from '../cedar-request.ts'
import { evaluatePolicy } from '../evaluate-policy.ts'
import { loadPolicies } from '../load-policies.ts'
import { shippedPolicies } from '../policy-files.ts'
import type { PolicyRequest } from '../schema.ts'
import { deployRequest, preDeployRequest, runRequest, takenImage } from '../testing/requests.ts'
import { compareVerdicts } from './compare-verdicts.ts'
import { askCedar, makeJudge } from './judge-rule.ts'
import { plainRule } from './plain-answer.ts'
import { factsOf } from './rule-facts.ts'
import { ruleSet } from './rule-sets.ts'

const source = shippedPolicies()

/** A small generator of numbers that look random and are the same at every run. */
function seeded(seed: number): () => number {
  let state = seed
  return () => {
    state = (state * 1664525 + 1013904223) % 4294967296
    return state / 4294967296
  }
}

/** Requests of all kinds: parts are there or not, numbers are on either side of what rules compare them with. */
function* requests(count: number): Generator<PolicyRequest> {
  const random = seeded(7)
  const pick = <T>(...values: T[]): T => values[Math.floor(random() * values.length)] as T
  const maybe = <T extends object>(value: T) => (random() < 0.5 ? value : ({} as Partial<T>))
  for (let n = 0; n < count; n += 1) {
    const runner = {
      name: `r${n}`,
      class: pick('serverless', 'container', 'dedicated_compute', 'managed_etl'),
      size: pick('small', 'large', 'xlarge'),
      profile: pick('public_vpc_egress', 'private_vpc', 'privatelink', 'vpn', 'on_premise_agent'),
      classification: pick('public', 'internal', 'confidential', 'restricted'),
      privateRoutes: pick<string[]>([], ['s3.amazonaws.com']),
      inlineSecrets: pick<string[]>([], ['API_KEY']),
      concurrency: pick(1, 10, 500),
      ...maybe({ residency: 'eu' }),
    }
    const rule = pick('matrix.not_offered', 'artifact.high', 'budget.monthly', 'quota.runners')
    const governed = {
      offered: random() < 0.8,
      ...maybe({ exceptions: [{ id: 'exc_1', rule, expiresAt: '2030-01-01T00:00:00Z' }] }),
    }
    const timed = {
      environment: { name: pick('dev', 'prod'), approvals: pick(0, 2) },
      ...maybe({ freezes: pick([], [{ id: 'frz', reason: 'x', until: 'y' }]) }),
      ...maybe({ window: { open: random() < 0.5, opensAt: 'z' } }),
      ...maybe({ unreviewed: pick(0, 1) }),
      ...maybe({ image: takenImage({ registryApproved: random() < 0.5, publisherSigned: random() < 0.5 }) }),
    }
    const gate = n % 3
    if (gate === 0) {
      const usage = { runners: pick(0, 9, 30), concurrency: pick(0, 95), monthly: pick(0, 19_000_000) }
      const quota = { maxRunners: 10, maxConcurrency: 100, ...maybe({ monthlyBudget: 20_000_000 }) }
      const { tenant } = preDeployRequest()
      const suspended = random() < 0.1
      yield preDeployRequest(
        { ...governed, ...timed, usage, quota, tenant: { ...tenant, suspended }, estimate: n * 1000 },
        runner,
      )
    } else if (gate === 1) {
      const artifact = {
        signed: random() < 0.9,
        scanned: random() < 0.9,
        critical: pick(0, 1),
        high: pick(0, 5, 6),
        unknown: pick(0, 3),
        ...maybe({ medium: pick(0, 9), reviewLicences: pick(0, 2) }),
      }
      const limits = {
        critical: 0,
        high: 5,
        licences: pick('deny' as const, 'review' as const),
        ...maybe({ medium: 4, unknown: 1 }),
      }
      const approvals = { required: pick(0, 2), given: pick(0, 2), current: random() < 0.7 }
      yield deployRequest({ ...governed, ...timed, limits, approvals, dnsChecked: random() < 0.5 }, runner, artifact)
    } else {
      const status = { runnerStatus: pick('active', 'smoke_failed'), signatureVerified: random() < 0.9 }
      yield runRequest(
        {
          ...governed,
          ...status,
          running: pick(0, 100),
          ...maybe({ deployable: random() < 0.5, lapsed: pick([], ['exc_1']) }),
        },
        runner,
      )
    }
  }
}

test('plain comparisons answer as Cedar does, or not at all', () => {
  const rules = [...ruleSet(source.policies).byId.values()].map((rule) => ({
    ...rule,
    plain: plainRule(succeeded(cedar.policyToJson(rule.text), rule.id).json),
  }))
  const sure = { yes: 0, no: 0, unsure: 0 }
  for (const request of requests(240)) {
    const asked = { request, cedar: cedarRequest(request) }
    for (const { id, text, plain: ask, gates } of rules) {
      if (!gates.includes(request.gate)) continue
      const plain = ask(asked)
      if (plain === undefined) sure.unsure += 1
      else {
        sure[plain ? 'yes' : 'no'] += 1
        if (askCedar(text, asked.cedar) !== plain) expect({ id, request, plain }).toBe('what Cedar says')
      }
    }
  }
  expect(sure.yes).toBeGreaterThan(300)
  expect(sure.no).toBeGreaterThan(1500)
  expect(sure.unsure).toBeLessThan(50)
})

test('a simulation sees what the evaluator would', () => {
  const policies: Record<string, string> = {
    ...source.policies,
    'limit.size': `@id("limit.size") @level("hard") @reason("Too large: {resource.size}.") @remedy("Less.")
forbid (principal, action == BareCount::Action::"pre_deploy", resource) when { resource.size == "xlarge" };`,
    'artifact.high': (source.policies['artifact.high'] ?? '').replace('@level("soft")', '@level("advisory")'),
  }
  const { 'quota.runners': _, ...fewer } = policies
  const pair = { before: ruleSet(source.policies), after: ruleSet(fewer) }
  const [setBefore, setAfter] = [loadPolicies(source), loadPolicies({ ...source, policies: fewer })]
  const judge = makeJudge()
  let changes = 0
  for (const request of requests(300)) {
    const asked = { request, cedar: cedarRequest(request) }
    const change = compareVerdicts(judge, pair, asked, asked)
    const [was, is] = [evaluatePolicy(setBefore, request), evaluatePolicy(setAfter, request)]
    const said = (verdict: typeof was) => verdict.findings.map(({ id, level }) => `${id} ${level}`)
    const same = said(was).join() === said(is).join()
    expect(change === undefined).toBe(same)
    if (!change) continue
    changes += 1
    expect(change).toMatchObject({ allowedBefore: was.allowed, allowedAfter: is.allowed })
    const come = is.findings.filter(({ id, level }) => !said(was).includes(`${id} ${level}`))
    expect([...change.added].sort()).toEqual(come.map(({ id }) => id).sort())
    if (come.length === 1) expect(change.reason).toBe(come[0]?.reason)
  }
  expect(changes).toBeGreaterThan(30)
})

describe('what a rule depends on', () => {
  const facts = (when: string, scope = 'principal, action, resource') => factsOf(`forbid (${scope}) when { ${when} };`)
  test.each([
    ['resource.size == "xlarge"', ['resource.size']],
    [
      'context.quota has monthlyBudget && context.usage.monthly + context.estimate > context.quota.monthlyBudget',
      ['context.estimate', 'context.quota.monthlyBudget', 'context.quota.monthlyBudget?', 'context.usage.monthly'],
    ],
    ['resource.offer in principal', ['offered']],
    ['principal.suspended', ['principal.suspended']],
    ['resource is BareCount::Runner', []],
    ['principal == BareCount::Tenant::"acme"', ['principal']],
    ['{a: resource}.a.size == "x"', ['resource']],
  ])('%s', (when, expected) => expect(facts(when)).toEqual(expected))
  test('a tenant named in the head', () => {
    expect(facts('true', 'principal == BareCount::Tenant::"acme", action, resource')).toEqual(['principal'])
  })
})

test('a rule that errs denies in a simulation too', () => {
  const overflow = `@id("test.overflow") @level("advisory") @reason("x") @remedy("y")
forbid (principal, action == BareCount::Action::"run", resource) when { context.running + 9223372036854775807 > 0 };`
  const request = runRequest({ running: 1 })
  const asked = { request, cedar: cedarRequest(request) }
  const pair = { before: ruleSet(source.policies), after: ruleSet({ ...source.policies, 'test.overflow': overflow }) }
  expect(compareVerdicts(makeJudge(), pair, asked, asked)).toMatchObject({
    allowedBefore: true,
    allowedAfter: false,
    reason: expect.stringContaining('cannot be asked'),
  })
})
