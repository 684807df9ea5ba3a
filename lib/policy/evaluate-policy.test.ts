import { describe, expect, test } from 'vitest'
import { evaluatePolicy } from './evaluate-policy.ts'
import { loadPolicies } from './load-policies.ts'
import { shippedPolicies } from './policy-files.ts'
import type { PolicyRequest, PolicyRequestOf } from './schema.ts'
import { deployRequest, preDeployRequest, runRequest, takenImage } from './testing/requests.ts'

const source = shippedPolicies()
const policies = loadPolicies(source, [7])
const idsOf = (request: PolicyRequest) => evaluatePolicy(policies, request).findings.map(({ id }) => id)

describe('what breaks no rule passes without a word', () => {
  test.each([
    ['pre_deploy', preDeployRequest()],
    ['deploy', deployRequest()],
    ['run', runRequest()],
  ])('%s', (_, request) => {
    const verdict = evaluatePolicy(policies, request)
    expect(verdict).toMatchObject({ allowed: true, findings: [], approvalsRequired: 0, policyVersion: 7 })
  })
})

const placeBudget = (environmentMonthly: number) => ({
  quota: { maxRunners: 10, maxConcurrency: 100, environmentBudget: 3_000_000 },
  usage: { runners: 0, concurrency: 0, monthly: 0, environmentMonthly },
})
const limits = (over: Partial<NonNullable<PolicyRequestOf<'deploy'>['limits']>> = {}) =>
  ({ critical: 0, high: 5, licences: 'deny', ...over }) as const

const freeze = { id: 'frz_1', reason: 'Year end', until: '2026-12-31T23:00:00.000Z' }
const shut = { open: false, opensAt: '2026-12-01T20:00:00.000Z' }
const breakGlass = { id: 'brk_1', until: '2026-12-01T20:00:00.000Z' }
const comes = (over: Partial<NonNullable<PolicyRequestOf<'deploy'>['promotion']>> = {}) => ({
  from: 'test',
  previous: 'test',
  smokePassed: true,
  soakedMinutes: 60,
  soakMinutes: 60,
  verified: 3,
  verifications: 3,
  ...over,
})

/** Each rule: a request that breaks it alone, and one just inside it. */
const rules: [id: string, broken: PolicyRequest, kept: PolicyRequest][] = [
  ['tenant.suspended', preDeployRequest({ tenant: { id: 'acme', suspended: true } }), preDeployRequest()],
  ['tenant.suspended', runRequest({ tenant: { id: 'acme', suspended: true } }), runRequest()],
  ['matrix.not_offered', preDeployRequest({ offered: false }), preDeployRequest()],
  ['matrix.not_offered', deployRequest({ offered: false }), deployRequest()],
  ['matrix.not_offered', runRequest({ offered: false }), runRequest()],
  [
    'class.unavailable',
    preDeployRequest({ support: { available: false, reason: 'No engine is here.', remedy: 'Install one.' } }),
    preDeployRequest({ support: { available: true, reason: '', remedy: '' } }),
  ],
  ['secrets.by_value', preDeployRequest({}, { inlineSecrets: ['API_KEY'] }), preDeployRequest()],
  [
    'network.private_route',
    preDeployRequest({}, { profile: 'public_vpc_egress', privateRoutes: ['s3.eu-west-1.amazonaws.com:443'] }),
    preDeployRequest({}, { profile: 'private_vpc', privateRoutes: ['s3.eu-west-1.amazonaws.com:443'] }),
  ],
  [
    'network.residency',
    preDeployRequest({}, { profile: 'on_premise_agent' }),
    preDeployRequest({}, { profile: 'on_premise_agent', residency: 'EU' }),
  ],
  [
    'network.classified_egress',
    preDeployRequest({}, { classification: 'confidential' }),
    preDeployRequest({}, { classification: 'confidential', profile: 'private_vpc' }),
  ],
  [
    'network.classified_egress',
    runRequest({}, { classification: 'restricted' }),
    runRequest({}, { classification: 'internal' }),
  ],
  [
    'network.dns_pending',
    preDeployRequest({ dnsChecked: false }, { profile: 'privatelink' }),
    preDeployRequest({ dnsChecked: false }, { profile: 'private_vpc' }),
  ],
  [
    'network.dns_unchecked',
    deployRequest({ dnsChecked: false }, { profile: 'vpn' }),
    deployRequest({ dnsChecked: true }, { profile: 'vpn' }),
  ],
  [
    'quota.runners',
    preDeployRequest({ usage: { runners: 10, concurrency: 0, monthly: 0 } }),
    preDeployRequest({ usage: { runners: 9, concurrency: 0, monthly: 0 } }),
  ],
  [
    'quota.concurrency',
    preDeployRequest({ usage: { runners: 0, concurrency: 91, monthly: 0 } }),
    preDeployRequest({ usage: { runners: 0, concurrency: 90, monthly: 0 } }),
  ],
  ['quota.running', runRequest({ running: 100 }), runRequest({ running: 99 })],
  [
    'run.hours',
    runRequest({ hours: { used: 91, asks: 10, limit: 100 } }),
    runRequest({ hours: { used: 90, asks: 10, limit: 100 } }),
  ],
  [
    'run.budget',
    runRequest({ budget: { used: 91, asks: 10, limit: 100 } }),
    runRequest({ budget: { used: 90, asks: 10, limit: 100 } }),
  ],
  [
    'run.budget_environment',
    runRequest({ environmentBudget: { used: 91, asks: 10, limit: 100 } }),
    runRequest({ environmentBudget: { used: 90, asks: 10, limit: 100 } }),
  ],
  ['budget.monthly', preDeployRequest({ estimate: 5_000_001 }), preDeployRequest({ estimate: 5_000_000 })],
  ['budget.environment', preDeployRequest(placeBudget(2_000_001)), preDeployRequest(placeBudget(2_000_000))],
  ['approval.environment', preDeployRequest({ environment: { name: 'prod', approvals: 2 } }), preDeployRequest()],
  [
    'approval.xlarge',
    preDeployRequest({}, { class: 'container', size: 'xlarge' }),
    preDeployRequest({}, { class: 'container', size: 'large' }),
  ],
  ['approval.dedicated_compute', preDeployRequest({}, { class: 'dedicated_compute' }), preDeployRequest()],
  [
    'approval.missing',
    deployRequest({ approvals: { required: 2, given: 1, current: true } }),
    deployRequest({ approvals: { required: 2, given: 2, current: true } }),
  ],
  [
    'approval.stale',
    deployRequest({ approvals: { required: 1, given: 1, current: false } }),
    deployRequest({ approvals: { required: 0, given: 0, current: false } }),
  ],
  ['artifact.unsigned', deployRequest({}, {}, { signed: false }), deployRequest()],
  ['artifact.unscanned', deployRequest({}, {}, { scanned: false }), deployRequest()],
  ['artifact.secrets', deployRequest({}, {}, { secrets: 1 }), deployRequest()],
  ['artifact.licences', deployRequest({}, {}, { deniedLicences: 1 }), deployRequest()],
  [
    'artifact.licences_unread',
    deployRequest({ limits: limits({ licences: 'review' }) }, {}, { reviewLicences: 2 }),
    deployRequest({ limits: limits({ licences: 'deny' }) }, {}, { reviewLicences: 2 }),
  ],
  ['artifact.critical', deployRequest({}, {}, { critical: 1 }), deployRequest()],
  [
    'artifact.critical',
    deployRequest({ limits: limits({ critical: 2 }) }, {}, { critical: 3 }),
    deployRequest({ limits: limits({ critical: 2 }) }, {}, { critical: 2 }),
  ],
  ['artifact.high', deployRequest({}, {}, { high: 6 }), deployRequest({}, {}, { high: 5 })],
  [
    'artifact.high',
    deployRequest({ limits: limits({ high: 0 }) }, {}, { high: 1 }),
    deployRequest({ limits: limits({ high: 9 }) }, {}, { high: 9 }),
  ],
  [
    'artifact.medium',
    deployRequest({ limits: limits({ medium: 3 }) }, {}, { medium: 4 }),
    deployRequest({ limits: limits({ medium: 3 }) }, {}, { medium: 3 }),
  ],
  [
    'artifact.medium',
    deployRequest({ limits: limits({ medium: 0 }) }, {}, { medium: 1 }),
    deployRequest({}, {}, { medium: 99 }),
  ],
  ['artifact.unknown', deployRequest({}, {}, { unknown: 3 }), deployRequest()],
  [
    'artifact.registry',
    preDeployRequest({
      image: takenImage({ registryApproved: false, signatureRequired: false, publisherSigned: false }),
    }),
    preDeployRequest({ image: takenImage({ publisherSigned: false }) }),
  ],
  [
    'artifact.registry',
    deployRequest({ image: takenImage({ registryApproved: false, publisherSigned: false }) }),
    deployRequest({ image: takenImage() }),
  ],
  [
    'artifact.publisher_unsigned',
    deployRequest({ image: takenImage({ publisherSigned: false }) }),
    deployRequest({ image: takenImage({ signatureRequired: false, publisherSigned: false }) }),
  ],
  ['freeze.active', preDeployRequest({ freezes: [freeze] }), preDeployRequest({ freezes: [freeze], breakGlass })],
  ['freeze.active', deployRequest({ freezes: [freeze] }), deployRequest({ freezes: [] })],
  ['window.closed', preDeployRequest({ window: shut }), preDeployRequest({ window: { open: true } })],
  ['window.missed', deployRequest({ window: shut }), deployRequest({ window: shut, breakGlass })],
  ['break_glass.unreviewed', preDeployRequest({ unreviewed: 1 }), preDeployRequest({ unreviewed: 1, breakGlass })],
  ['break_glass.unreviewed', deployRequest({ unreviewed: 1 }), deployRequest({ unreviewed: 0 })],
  ['promotion.order', preDeployRequest({ promotion: comes({ from: '' }) }), preDeployRequest({ promotion: comes() })],
  [
    'promotion.held',
    deployRequest({ promotion: comes({ held: 'Wait for the audit.' }) }),
    deployRequest({ promotion: comes() }),
  ],
  [
    'promotion.smoke',
    preDeployRequest({ promotion: comes({ smokePassed: false }) }),
    preDeployRequest({ promotion: comes() }),
  ],
  [
    'promotion.soak',
    preDeployRequest({ promotion: comes({ soakedMinutes: 59 }) }),
    preDeployRequest({ promotion: comes({ soakedMinutes: 60 }) }),
  ],
  [
    'promotion.verification',
    deployRequest({ promotion: comes({ verified: 2 }) }),
    deployRequest({ promotion: comes({ verified: 3 }) }),
  ],
  ['exception.lapsed', runRequest({ lapsed: ['exc_1'] }), runRequest({ lapsed: [] })],
  ['run.signature', runRequest({ signatureVerified: false }), runRequest()],
  ['run.undeployable', runRequest({ deployable: false }), runRequest({ deployable: true })],
  ['run.inactive', runRequest({ runnerStatus: 'smoke_failed' }), runRequest()],
]

describe('limits', () => {
  const unlimited = (artifact: Parameters<typeof deployRequest>[2]) => {
    const { limits: _, ...request } = deployRequest({}, {}, artifact)
    return request
  }
  test('a decision from before there were limits is judged by the numbers of its time', () => {
    expect(idsOf(unlimited({ critical: 1, high: 6, medium: 50 }))).toEqual(['artifact.critical', 'artifact.high'])
    expect(idsOf(unlimited({ high: 5 }))).toEqual([])
  })
  test('packages without data stop a deployment only where a number is set', () => {
    const lacking = { unknown: 4 }
    expect(idsOf(deployRequest({ limits: limits({ unknown: 3 }) }, {}, lacking))).toEqual([
      'artifact.uncovered',
      'artifact.unknown',
    ])
    expect(idsOf(deployRequest({ limits: limits({ unknown: 4 }) }, {}, lacking))).toEqual(['artifact.unknown'])
  })
  test('how the counts came about is kept with the request and not judged', () => {
    const raw = { critical: 7, high: 7, medium: 0, secrets: 1, deniedLicences: 1, reviewLicences: 0 }
    const request = deployRequest({}, {}, { raw, triages: ['tri_1'], waivers: ['wvr_1'] })
    expect(evaluatePolicy(policies, request)).toMatchObject({ allowed: true, findings: [] })
    expect(evaluatePolicy(policies, request).inputsDigest).not.toBe(
      evaluatePolicy(policies, deployRequest()).inputsDigest,
    )
  })
  test('the sentence says the number, the limit and the place', () => {
    const [first] = evaluatePolicy(
      policies,
      deployRequest({ limits: limits({ critical: 1 }) }, {}, { critical: 3 }),
    ).findings
    expect(first?.reason).toBe('Critical vulnerabilities that count: 3. At most 1 may go to dev.')
  })
})

describe('every rule, both ways', () => {
  test.each(rules)('%s', (id, broken, kept) => {
    const verdict = evaluatePolicy(policies, broken)
    expect(verdict.findings.map((finding) => finding.id)).toEqual([id])
    expect(verdict.allowed).toBe(policies.rules.get(id)?.level === 'advisory')
    expect(verdict.findings[0]?.reason).not.toMatch(/[{}?]/)
    expect(idsOf(kept)).toEqual([])
  })
  test('no forbidding rule is left without a row above', () => {
    const forbids = [...policies.rules.values()].filter(({ effect }) => effect === 'forbid').map(({ id }) => id)
    const here = [...rules.map(([id]) => id), 'artifact.uncovered']
    expect([...new Set(here)].sort()).toEqual(forbids.sort())
  })
})

describe('a verdict', () => {
  const everything = preDeployRequest(
    { offered: false, estimate: 9_000_000, environment: { name: 'prod', approvals: 2 } },
    { class: 'dedicated_compute', size: 'xlarge', classification: 'restricted' },
  )
  test('names every broken rule, hard ones first', () => {
    expect(idsOf(everything)).toEqual([
      'matrix.not_offered',
      'network.classified_egress',
      'budget.monthly',
      'approval.dedicated_compute',
      'approval.environment',
      'approval.xlarge',
    ])
  })
  test('asks for the largest number of approvals', () => {
    expect(evaluatePolicy(policies, everything).approvalsRequired).toBe(2)
    const { approvalsRequired } = evaluatePolicy(policies, preDeployRequest({}, { class: 'container', size: 'xlarge' }))
    expect(approvalsRequired).toBe(2)
  })
  test('says rule by rule who must approve', () => {
    expect(evaluatePolicy(policies, everything).slots).toMatchObject([
      { rule: 'approval.dedicated_compute', by: 'role:approver', count: 1, overrides: false },
      { rule: 'approval.environment', by: 'role:approver', count: 2, slaHours: 24 },
      { rule: 'approval.xlarge', count: 2, assurance: 'session' },
      { rule: 'budget.monthly', by: 'permission:gate:override', count: 1, overrides: true },
    ])
  })
  test('is equal for equal inputs, whatever the order of their keys', () => {
    const shuffled = Object.fromEntries(Object.entries(everything).reverse()) as typeof everything
    expect(evaluatePolicy(policies, shuffled)).toEqual(evaluatePolicy(policies, everything))
  })
  test('says who decided about the matrix, and does without where nobody said', () => {
    const offer = { scope: 'contract', version: 12, why: 'denied by the contract of Acme, version 12' } as const
    const reasonOf = (request: PolicyRequest) => evaluatePolicy(policies, request).findings[0]?.reason
    expect(reasonOf(preDeployRequest({ offered: false, offer }))).toBe(
      'Serverless in size small over public egress from a VPC is not offered to acme: denied by the contract of Acme, version 12.',
    )
    expect(reasonOf(preDeployRequest({ offered: false }))).toContain('to acme: no row of the matrix allows it.')
  })
  test('says it in sentences', () => {
    const [first] = evaluatePolicy(policies, preDeployRequest({ estimate: 7_250_000 })).findings
    expect(first?.reason).toBe('$7.25 a month for this runner and $15.00 for the others exceed the budget of $20.00.')
  })
})

describe('levels', () => {
  const tooHigh = { high: 6 }
  const overridden = (rule: string, artifact = {}) =>
    evaluatePolicy(policies, deployRequest({ overrides: [{ rule, approvalId: 'apr_1' }] }, {}, artifact))
  test('a soft finding denies until somebody overrides that very rule, and says who did', () => {
    const denied = evaluatePolicy(policies, deployRequest({}, {}, tooHigh))
    expect(denied).toMatchObject({ allowed: false, overridable: true })
    expect(overridden('artifact.medium', tooHigh)).toMatchObject({ allowed: false })
    const allowed = overridden('artifact.high', tooHigh)
    expect(allowed).toMatchObject({ allowed: true, findings: [{ id: 'artifact.high', overriddenBy: 'apr_1' }] })
    expect(allowed.overridable).toBeUndefined()
  })
  test.each([...policies.rules.values()].filter(({ level }) => level === 'hard').map(({ id }) => id))(
    'no override opens what %s closes',
    (id) => {
      const broken = rules.find(([rule]) => rule === id)?.[1] as PolicyRequest
      const asked = broken.gate === 'deploy' ? { ...broken, overrides: [{ rule: id, approvalId: 'apr_1' }] } : broken
      const verdict = evaluatePolicy(policies, asked)
      expect(verdict.allowed).toBe(false)
      expect(verdict.overridable).toBeUndefined()
      expect(verdict.findings[0]?.overriddenBy).toBeUndefined()
    },
  )
  test('with a hard finding beside it, a soft one is not for override', () => {
    const verdict = evaluatePolicy(policies, deployRequest({}, {}, { ...tooHigh, signed: false }))
    expect(verdict.overridable).toBeUndefined()
  })
})

describe('exceptions', () => {
  const inForce = (rule: string) => ({ exceptions: [{ id: 'exc_1', rule, expiresAt: '2026-12-31T00:00:00.000Z' }] })
  test('open what the rule itself says they may, and are named as used', () => {
    const request = preDeployRequest({ offered: false, ...inForce('matrix.not_offered') })
    expect(evaluatePolicy(policies, request)).toMatchObject({
      allowed: true,
      findings: [],
      exceptionsUsed: ['exc_1'],
    })
  })
  test('of a rule that would not have spoken, one is not used', () => {
    const verdict = evaluatePolicy(policies, preDeployRequest(inForce('matrix.not_offered')))
    expect(verdict.allowed).toBe(true)
    expect(verdict.exceptionsUsed).toBeUndefined()
  })
  test.each(
    rules.filter(([id]) => policies.rules.get(id)?.level !== 'advisory').map(([id, broken]) => [id, broken] as const),
  )('%s is excepted only where its text says so', (id, broken) => {
    const verdict = evaluatePolicy(policies, { ...broken, ...inForce(id) })
    expect(verdict.allowed).toBe(policies.rules.get(id)?.exceptable)
  })
})
