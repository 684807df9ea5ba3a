import { describe, expect, test } from 'vitest'
import { unsafeDb } from '../db/client.ts'
import { findingKey, findingSubject } from './finding-key.ts'

const jquery = { kind: 'vulnerability', rule: 'GHSA-1', component: 'jquery', version: '3.4.1', path: 'a' } as const
const token = { kind: 'secret', rule: 'jwt', path: 'src/a.js:1' } as const

describe('what is triaged together', () => {
  test.each([
    ['another version', jquery, { ...jquery, version: '3.5.0' }, true],
    ['another place', jquery, { ...jquery, path: 'b' }, true],
    ['another component', jquery, { ...jquery, component: 'lodash' }, false],
    ['another rule', jquery, { ...jquery, rule: 'GHSA-2' }, false],
    ['a secret in another place', token, { ...token, path: 'src/a.js:2' }, false],
  ])('%s', (_name, one, two, same) => {
    expect(findingSubject(one) === findingSubject(two)).toBe(same)
  })
})

describe('what is the same finding in the next scan', () => {
  test.each([
    ['at another place', jquery, { ...jquery, path: 'b' }, true],
    ['of another version', jquery, { ...jquery, version: '3.5.0' }, false],
    ['a secret in another place', token, { ...token, path: 'src/a.js:2' }, false],
  ])('%s', (_name, one, two, same) => {
    expect(findingKey(one) === findingKey(two)).toBe(same)
  })
})

test.each([jquery, token])('the migration named the findings of before in the same way: %o', async (finding) => {
  const { kind, rule, path } = finding
  const { component = null, version = null } = finding as Partial<typeof jquery>
  const [named] = await unsafeDb.$queryRaw<{ subject: string; key: string }[]>`
    select encode(sha256(convert_to(concat(${kind}::text, E'\n', ${rule}::text, E'\n', ${component}::text, E'\n',
        case when ${kind} = 'secret' then ${path}::text end), 'UTF8')), 'hex') as subject,
      encode(sha256(convert_to(concat(${kind}::text, E'\n', ${rule}::text, E'\n', ${component}::text, E'\n',
        ${version}::text, E'\n', case when ${kind} in ('secret', 'dependency') then ${path}::text end), 'UTF8')), 'hex') as key`
  expect(named).toEqual({ subject: findingSubject(finding), key: findingKey(finding) })
})
