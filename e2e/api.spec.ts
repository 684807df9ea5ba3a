import fs from 'node:fs'
import { createConfig, lintFromString } from '@redocly/openapi-core'
import { api, baseUrl, expect, test, tokenOf } from './fixtures.ts'

test('the OpenAPI document is valid 3.1', async () => {
  const source = await (await fetch(`${baseUrl}/api/v1/openapi.json`)).text()
  const problems = await lintFromString({ source, config: await createConfig({ extends: ['minimal'] }) })
  expect(problems.filter((problem) => problem.severity === 'error').map((problem) => problem.message)).toEqual([])
})

test('an unknown field, a bad type and bad JSON are named, with a stable code', async () => {
  const token = await tokenOf('ada')
  const wrong = await api<{ code: string; faults: { path: string }[] }>(token, '/deployments', {
    method: 'POST',
    body: JSON.stringify({ manifestVersionId: 7, environment: 'dev', colour: 'red' }),
  })
  expect(wrong).toMatchObject({ status: 422, body: { code: 'invalid_input' } })
  expect(wrong.body.faults.map((fault) => fault.path)).toContain('manifestVersionId')
  const broken = await api<{ code: string }>(token, '/deployments', { method: 'POST', body: '{"a":' })
  expect(broken).toMatchObject({ status: 422, body: { code: 'invalid_input' } })
})

test('a repeated POST with the same Idempotency-Key answers the same, and another body is refused', async () => {
  const token = await tokenOf('ada')
  const headers = { 'idempotency-key': `key-${Date.now()}` }
  const example = fs.readFileSync('examples/orders-webhook/manifest.yaml', 'utf8')
  const submit = (name: string) => {
    const body = JSON.stringify({ text: example.replace('name: orders-webhook', `name: ${name}`) })
    return api<{ id: string; created: boolean; code: string }>(token, '/manifests', { method: 'POST', headers, body })
  }
  const first = await submit('repeated')
  expect(first).toMatchObject({ status: 201, body: { created: true } })
  expect(await submit('repeated')).toEqual(first)
  expect(await submit('another')).toMatchObject({ status: 409, body: { code: 'idempotency_mismatch' } })
})

test('sign-in is limited, alike for known and unknown accounts', async () => {
  const attempt = (email: string) =>
    fetch(`${baseUrl}/api/v1/session-tokens`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ email, password: 'wrong' }),
    }).then(async (response) => ((await response.json()) as { code: string }).code)
  const codes: string[] = []
  for (let tries = 0; tries < 11; tries++) codes.push(await attempt('nobody@acme.test'))
  expect(codes.slice(0, 10)).toEqual(Array(10).fill('unauthenticated'))
  expect(codes[10]).toBe('rate_limited')
})

test('health says what runs', async () => {
  expect((await fetch(`${baseUrl}/healthz`)).status).toBe(200)
  expect(await (await fetch(`${baseUrl}/readyz`)).json()).toEqual({ ready: true, database: 'ok', worker: 'ok' })
})
