import { describe, expect, test } from 'vitest'
import { shippedPolicies } from '../policy-files.ts'
import { isError, lintPolicies } from './lint-policies.ts'

const { schema, policies } = shippedPolicies()
const head = '@id("team.rule")\n@level("hard")\n@reason("It is so.")\n@remedy("Change it.")\n'
const faultsOf = (text: string) =>
  lintPolicies({ schema, policies: { 'team.rule': text } }).map(({ line, column, message, remedy = '' }) => ({
    at: `${line}:${column}`,
    says: `${message} ${remedy}`.trim(),
  }))
const forbid = (when: string, action = 'pre_deploy') =>
  `${head}forbid (principal, action == BareCount::Action::"${action}", resource)\nwhen { ${when} };`

test('what ships has no faults', () => {
  expect(lintPolicies({ schema, policies }).filter(isError)).toEqual([])
})

describe('where it is and what was meant', () => {
  test.each([
    ['an attribute', forbid('resource.sise == "xlarge"'), '6:8', /sise.*did you mean `size`/i],
    ['a fact', forbid('context.environmnt.name == "prod"'), '6:8', /environmnt.*did you mean `environment`/i],
    ['an action', forbid('true', 'pre_deplo'), '5:30', /pre_deplo.*Did you mean .*"pre_deploy"/],
    ['an entity', forbid('resource is BareCount::Runer'), '6:20', /Runer.*did you mean `BareCount::Runner`/i],
    ['letters of several bytes before it', forbid('"äöü" == resource.sise'), '6:17', /sise/],
    ['a type', forbid('resource.concurrency > "many"'), '6:31', /expected Long but saw String/],
    ['a level', forbid('true').replace('hard', 'hrad'), '2:1', /hrad.*Did you mean hard\?/],
    ['an annotation', forbid('true').replace('@level', '@levl'), '2:1', /@levl.*Did you mean level\?/],
    ['who approves', `@approvers("rol:approver")\n${forbid('true')}`, '1:1', /Did you mean role:approver\?/],
    ['a role', `@approvers("role:aprover")\n${forbid('true')}`, '1:1', /Did you mean approver\?/],
    ['a permission', `@approvers("permission:gate:overide")\n${forbid('true')}`, '1:1', /Did you mean gate:override\?/],
    ['a number', `@approvals("two")\n${forbid('true')}`, '1:1', /no number of people/],
    ['a fact in a sentence', forbid('true').replace('It is so', 'It is {contxt.x}'), '3:1', /Did you mean context\?/],
    [
      'another’s exception',
      forbid('context has exceptions && context.exceptions.contains("x.y")'),
      '6:62',
      /"team.rule"/,
    ],
    ['a missing bracket', forbid('true').replace('resource)', 'resource'), '6:1', /unexpected token `when`/i],
  ])('%s', (_, text, at, says) => {
    expect(faultsOf(text)).toContainEqual({ at, says: expect.stringMatching(says) })
  })
})

test('all faults of all rules are listed', () => {
  const faulty = { 'a.one': 'forbid (', 'b.two': forbid('resource.sise == 1 && resource.clas == 2'), 'c.three': '' }
  const rules = lintPolicies({ schema, policies: faulty }).map(({ rule }) => rule)
  expect(rules.filter((rule) => rule === 'b.two').length).toBeGreaterThanOrEqual(3) // two attributes and its @id
  expect(new Set(rules)).toEqual(new Set(['a.one', 'b.two', 'c.three']))
})

test('a rule that forbids needs level, reason and remedy', () => {
  const bare = '@id("team.rule") forbid (principal, action, resource);'
  expect(faultsOf(bare).map(({ says }) => says)).toEqual([
    expect.stringContaining('@level'),
    expect.stringContaining('@reason'),
    expect.stringContaining('@remedy'),
  ])
})

test('a rule that can never hold is a warning', () => {
  const [fault] = lintPolicies({ schema, policies: { 'team.rule': forbid('false') } })
  expect(fault).toMatchObject({ severity: 'warning', message: expect.stringContaining('impossible') })
})
