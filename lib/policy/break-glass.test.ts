import { describe, expect, test } from 'vitest'
import { evaluatePolicy } from './evaluate-policy.ts'
import { loadPolicies } from './load-policies.ts'
import { shippedPolicies } from './policy-files.ts'
import type { PolicyRequest } from './schema.ts'
import { deployRequest, preDeployRequest } from './testing/requests.ts'

const policies = loadPolicies(shippedPolicies(), [7])
const breakGlass = { id: 'brk_1', until: '2026-12-01T20:00:00.000Z' }
const asked = { required: 2, given: 0, current: false }
const broken = { limits: { critical: 0, high: 0, licences: 'deny' } } as const

describe('break-glass passes over what is about people and time', () => {
  const freezes = [{ id: 'frz_1', reason: 'Year end', until: '2026-12-31T23:00:00.000Z' }]
  const shut = { open: false, opensAt: '2026-12-01T20:00:00.000Z' }
  const soak = { previous: 'test', from: 'test', smokePassed: true, soakedMinutes: 1, soakMinutes: 60 }
  const promotion = { ...soak, verified: 0, verifications: 2 }
  test.each<[string, PolicyRequest, string[]]>([
    ['a freeze', deployRequest({ freezes }), ['freeze.active']],
    ['a window', deployRequest({ window: shut }), ['window.missed']],
    ['missing approvals', deployRequest({ approvals: asked }), ['approval.missing', 'approval.stale']],
    ['what others have not reviewed', preDeployRequest({ unreviewed: 1 }), ['break_glass.unreviewed']],
    ['soft findings', preDeployRequest({ promotion }), ['promotion.soak', 'promotion.verification']],
    ['soft findings of the artifact', deployRequest(broken, {}, { high: 1 }), ['artifact.high']],
  ])('%s', (_name, request, rules) => {
    expect(evaluatePolicy(policies, request).allowed).toBe(false)
    const verdict = evaluatePolicy(policies, { ...request, breakGlass } as PolicyRequest)
    expect(verdict).toMatchObject({ allowed: true, passedOver: { breakGlassId: 'brk_1', rules } })
  })

  test('and says nothing of it where nothing stood in the way', () => {
    expect(evaluatePolicy(policies, deployRequest({ breakGlass })).passedOver).toBeUndefined()
  })
})

test.each<[string, PolicyRequest]>([
  ['artifact.unsigned', deployRequest({ breakGlass }, {}, { signed: false })],
  ['artifact.unscanned', deployRequest({ breakGlass }, {}, { scanned: false })],
  ['artifact.critical', deployRequest({ breakGlass }, {}, { critical: 1 })],
  ['artifact.secrets', deployRequest({ breakGlass }, {}, { secrets: 1 })],
  ['artifact.licences', deployRequest({ breakGlass }, {}, { deniedLicences: 1 })],
  ['matrix.not_offered', deployRequest({ breakGlass, offered: false })],
  ['exception.lapsed', deployRequest({ breakGlass, lapsed: ['exc_1'] })],
  ['secrets.by_value', preDeployRequest({ breakGlass }, { inlineSecrets: ['API_KEY'] })],
  ['tenant.suspended', preDeployRequest({ breakGlass, tenant: { id: 'acme', suspended: true } })],
  ['quota.runners', preDeployRequest({ breakGlass, usage: { runners: 10, concurrency: 0, monthly: 0 } })],
])('a hard finding about what is deployed stands: %s', (id, request) => {
  const verdict = evaluatePolicy(policies, request)
  expect(verdict.allowed).toBe(false)
  expect(verdict.findings.filter(({ level }) => level === 'hard').map((finding) => finding.id)).toEqual([id])
})
