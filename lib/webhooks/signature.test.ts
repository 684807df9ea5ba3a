import { execFileSync, spawnSync } from 'node:child_process'
import fs from 'node:fs'
import { expect, test } from 'vitest'
import { isSigned, signatureOf } from './signature.ts'

const body = '{"kind":"ping"}'
const at = 1_770_000_000
const now = new Date(at * 1000)
const header = signatureOf(['whsec_a'], at, body)

test('a body is signed for its secret, its text and its moment', () => {
  expect(isSigned('whsec_a', header, body, now)).toBe(true)
  expect(isSigned('whsec_b', header, body, now)).toBe(false)
  expect(isSigned('whsec_a', header, `${body} `, now)).toBe(false)
  expect(isSigned('whsec_a', header.replace(String(at), String(at + 1)), body, now)).toBe(false)
})

test('five minutes on either side count, the second after does not', () => {
  const after = (seconds: number) => isSigned('whsec_a', header, body, new Date((at + seconds) * 1000))
  expect([300, -300].map(after)).toEqual([true, true])
  expect([301, -301].map(after)).toEqual([false, false])
})

test('while a secret is rotated both are signed for', () => {
  const both = signatureOf(['whsec_new', 'whsec_old'], at, body)
  expect(isSigned('whsec_new', both, body, now)).toBe(true)
  expect(isSigned('whsec_old', both, body, now)).toBe(true)
})

test.each([undefined, '', 't=,v1=', 'v1=00', `t=${at}`, `t=${at},v1=zz`, 't=1e999,v1=00'])(
  '%s is no signature',
  (bad) => {
    expect(isSigned('whsec_a', bad, body, now)).toBe(false)
  },
)

test('openssl comes to the same', () => {
  const digest = execFileSync('openssl', ['dgst', '-sha256', '-hmac', 'whsec_a', '-r'], { input: `${at}.${body}` })
  expect(header).toBe(`t=${at},v1=${digest.toString().slice(0, 64)}`)
})

const format = fs.readFileSync('docs/formats/webhooks.md', 'utf8')
const codeOf = (language: string) => new RegExp(`\`\`\`${language}\n([^]*?)\`\`\``).exec(format)?.[1] ?? ''
const cases = [
  [header, body, at + 300, true],
  [header, body, at + 301, false],
  [header, `${body} `, at, false],
  [signatureOf(['whsec_new', 'whsec_a'], at, body), body, at, true],
  ['nonsense', body, at, false],
] as const

test('the JavaScript of the format says the same', async () => {
  const { isSigned: theirs } = await import(`data:text/javascript,${encodeURIComponent(codeOf('js'))}`)
  for (const [signature, text, seconds, wanted] of cases) {
    expect(theirs('whsec_a', signature, text, seconds * 1000)).toBe(wanted)
  }
})

const python = spawnSync('python3', ['--version']).status === 0
test.skipIf(!python)('the Python of the format says the same', () => {
  const asked = JSON.stringify(cases.map(([signature, text, seconds]) => [signature, text, seconds]))
  const ask = `import json, sys
print(json.dumps([is_signed("whsec_a", s, b.encode(), n) for s, b, n in json.load(sys.stdin)]))`
  const answer = execFileSync('python3', ['-c', `${codeOf('python')}\n${ask}`], { input: asked })
  expect(JSON.parse(answer.toString())).toEqual(cases.map(([, , , wanted]) => wanted))
})
