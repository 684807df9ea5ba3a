import { execFileSync } from 'node:child_process'
import { generateKeyPairSync } from 'node:crypto'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { expect, test } from 'vitest'
import { type Envelope, preAuthenticationEncoding, signEnvelope, verifyEnvelope } from './dsse.ts'
import { signerOf } from './signer.ts'

const keys = generateKeyPairSync('ec', { namedCurve: 'P-256' })
const signer = signerOf(keys.privateKey)
const payload = Buffer.from('{"naïve":true}')

test('the encoding is that of the specification', () => {
  const encoded = preAuthenticationEncoding('http://example.com/HelloWorld', Buffer.from('hello world'))
  expect(encoded.toString()).toBe('DSSEv1 29 http://example.com/HelloWorld 11 hello world')
})

test('lengths count bytes, not characters', () => {
  expect(preAuthenticationEncoding('é', Buffer.from('ü')).toString()).toBe('DSSEv1 2 é 2 ü')
})

test('openssl verifies what was signed', async () => {
  const envelope = await signEnvelope(signer, payload)
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'dsse-'))
  const inFolder = (name: string, content: string | Uint8Array) => {
    fs.writeFileSync(path.join(folder, name), content)
    return path.join(folder, name)
  }
  const key = inFolder('key.pem', signer.publicKeyPem)
  const signature = inFolder('sig', Buffer.from(envelope.signatures[0]?.sig ?? '', 'base64'))
  const signed = inFolder('pae', preAuthenticationEncoding(envelope.payloadType, payload))
  const answer = execFileSync('openssl', ['dgst', '-sha256', '-verify', key, '-signature', signature, signed])
  expect(answer.toString()).toContain('Verified OK')
  fs.rmSync(folder, { recursive: true })
})

test('gives back the exact payload, from either base64 alphabet', async () => {
  const envelope = await signEnvelope(signer, Buffer.from([0xfb, 0xff, 0xfe]))
  const urlSafe = { ...envelope, payload: envelope.payload.replaceAll('+', '-').replaceAll('/', '_') }
  expect(urlSafe.payload).not.toBe(envelope.payload)
  expect(verifyEnvelope(urlSafe, keys.publicKey)).toEqual(Buffer.from([0xfb, 0xff, 0xfe]))
})

const edits: [string, (envelope: Envelope) => Envelope][] = [
  ['another payload', (e) => ({ ...e, payload: Buffer.from('{}').toString('base64') })],
  ['another type', (e) => ({ ...e, payloadType: 'text/plain' })],
  ['no signature', (e) => ({ ...e, signatures: [] })],
  ['two signatures', (e) => ({ ...e, signatures: [...e.signatures, ...e.signatures] })],
  ['text that is not base64', (e) => ({ ...e, payload: `${e.payload}!` })],
  ['an empty signature', (e) => ({ ...e, signatures: [{ sig: '', keyid: '' }] })],
]
test.each(edits)('%s is refused', async (_name, edit) => {
  const envelope = edit(await signEnvelope(signer, payload))
  expect(() => verifyEnvelope(envelope, keys.publicKey)).toThrow(expect.objectContaining({ code: 'evidence_invalid' }))
})

test('another key is refused', async () => {
  const other = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const envelope = await signEnvelope(signer, payload)
  expect(() => verifyEnvelope(envelope, other.publicKey)).toThrow('does not match')
})
