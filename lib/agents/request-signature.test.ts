import { execFileSync } from 'node:child_process'
import { generateKeyPairSync } from 'node:crypto'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { expect, test } from 'vitest'
import { bodyDigestOf, signRequest, TOLERANCE_MS, verifyRequest } from './request-signature.ts'

const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
const publicPem = publicKey.export({ type: 'spki', format: 'pem' }) as string
const now = new Date('2026-11-26T08:00:00Z')
const request = { method: 'POST', path: '/api/v1/agent/lease?x=1' }
const bodyDigest = bodyDigestOf('{"max":1}')
const header = signRequest(privateKey, { ...request, unixMs: now.getTime(), bodyDigest })

test('a signature is for its method, path, time and body, and answers with the digest of that', () => {
  expect(verifyRequest(publicPem, { ...request, header }, now)).toEqual({ bodyDigest })
})

test.each([
  ['another method', { ...request, method: 'PUT', header }, 'wrong'],
  ['another query', { ...request, path: '/api/v1/agent/lease?x=2', header }, 'wrong'],
  ['another time', { ...request, header: header.replace(/t=\d+/, 't=1') }, 'wrong'],
  ['another body', { ...request, header: header.replace(bodyDigest, bodyDigestOf('')) }, 'wrong'],
  ['no header', { ...request, header: null }, 'missing'],
  ['something else', { ...request, header: 't=1' }, 'missing'],
])('%s is told apart', (_name, given, fault) => {
  expect(verifyRequest(publicPem, given, now)).toEqual({ fault })
})

test('a captured request is worth nothing after five minutes, and none is from the future', () => {
  const at = (ms: number) => verifyRequest(publicPem, { ...request, header }, new Date(now.getTime() + ms))
  expect([at(TOLERANCE_MS), at(-TOLERANCE_MS)]).toEqual([{ bodyDigest }, { bodyDigest }])
  expect([at(TOLERANCE_MS + 1), at(-TOLERANCE_MS - 1)]).toEqual([{ fault: 'clock' }, { fault: 'clock' }])
})

test('openssl verifies what was signed', () => {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'bc-signed-'))
  const file = (name: string, content: string | Buffer) => {
    fs.writeFileSync(path.join(folder, name), content)
    return path.join(folder, name)
  }
  const text = `barecount-agent-v1\nPOST\n${request.path}\n${now.getTime()}\n${bodyDigest}`
  const signature = Buffer.from(header.split(',s=')[1] ?? '', 'base64')
  const args = ['-verify', file('key', publicPem), '-signature', file('sig', signature), file('text', text)]
  expect(execFileSync('openssl', ['dgst', '-sha256', ...args]).toString()).toContain('Verified OK')
  fs.rmSync(folder, { recursive: true })
})
