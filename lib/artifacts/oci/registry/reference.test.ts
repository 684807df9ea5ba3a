import fs from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { temporaryHome } from '../../testing/temp-home.ts'
import { parseChallenge } from './bearer-token.ts'
import { credentialsFor } from './credentials.ts'
import { mayFollow, originOf } from './loopback.ts'
import { parseReference, sayReference } from './reference.ts'

const home = temporaryHome()
const digest = `sha256:${'a'.repeat(64)}`

test.each([
  ['debian', 'docker.io/library/debian:latest'],
  ['debian:12', 'docker.io/library/debian:12'],
  ['acme/app', 'docker.io/acme/app:latest'],
  ['registry.example.com/acme/app:v1', 'registry.example.com/acme/app:v1'],
  ['localhost:5000/app', 'localhost:5000/app:latest'],
  [`127.0.0.1:5000/a/b@${digest}`, `127.0.0.1:5000/a/b@${digest}`],
  [`registry.example.com/app:v1@${digest}`, `registry.example.com/app:v1@${digest}`],
])('%s is %s', (text, whole) => {
  const reference = parseReference(text)
  expect(reference && sayReference(reference)).toBe(whole)
})

test.each(['', 'UPPER/case', 'a//b', 'a b', 'x@sha256:abc', '../etc', 'https://host/app', 'evil.example/a?b'])(
  '%j names no image',
  (text) => {
    expect(parseReference(text)).toBeUndefined()
  },
)

test('plain HTTP only on this host', () => {
  expect(
    ['localhost:5000', '127.0.0.1', '[::1]:5000', 'registry.example.com', 'localhost.example.com'].map(originOf),
  ).toEqual([
    'http://localhost:5000',
    'http://127.0.0.1',
    'http://[::1]:5000',
    'https://registry.example.com',
    'https://localhost.example.com',
  ])
  expect(mayFollow('registry.example.com', new URL('https://cdn.example.com/x'))).toBe(true)
  // A registry elsewhere must not make us talk to what listens here.
  expect(mayFollow('registry.example.com', new URL('http://127.0.0.1:5432/'))).toBe(false)
  expect(mayFollow('registry.example.com', new URL('https://localhost/'))).toBe(false)
})

test('challenges', () => {
  expect(parseChallenge('Bearer realm="https://a/t",service="s",scope="repository:a:pull,push"')).toEqual({
    scheme: 'bearer',
    realm: 'https://a/t',
    service: 's',
    scope: 'repository:a:pull,push',
  })
  expect(parseChallenge('Basic realm="x"')).toEqual({ scheme: 'basic' })
  expect(parseChallenge('Negotiate')).toBeUndefined()
})

test('accounts come from a file like Docker’s, which only its owner may read', () => {
  const file = path.join(home, 'config.json')
  const auth = Buffer.from('ada:se:cret').toString('base64')
  const auths = { 'https://index.docker.io/v1/': { auth }, 'registry.example.com': { username: 'u', password: 'p' } }
  fs.writeFileSync(file, JSON.stringify({ auths }), { mode: 0o600 })
  expect(credentialsFor('docker.io', file)).toEqual({ username: 'ada', password: 'se:cret' })
  expect(credentialsFor('registry.example.com', file)).toEqual({ username: 'u', password: 'p' })
  expect(credentialsFor('elsewhere.example.com', file)).toBeUndefined()
  fs.chmodSync(file, 0o644)
  expect(() => credentialsFor('docker.io', file)).toThrow('open to other accounts')
})
