import { createPrivateKey, createPublicKey, generateKeyPairSync } from 'node:crypto'
import { expect, test } from 'vitest'
import { openCheckpoint, signCheckpoint } from './checkpoint.ts'
import { openNote, signNote, verifierKey } from './signed-note.ts'

const { privateKey, publicKey } = generateKeyPairSync('ed25519')
const other = generateKeyPairSync('ed25519').publicKey
const head = { size: 42, root: Buffer.alloc(32, 7) }
const note = signCheckpoint('ten_1', head, privateKey)

test('the note of the specification opens with its key', () => {
  // The example of pkg.go.dev/golang.org/x/mod/sumdb/note, signed with the key it prints.
  const vkey = 'PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW'
  const raw = Buffer.from(vkey.split('+').slice(2).join('+'), 'base64').subarray(1)
  const key = createPublicKey({
    key: Buffer.concat([Buffer.from('302a300506032b6570032100', 'hex'), raw]),
    format: 'der',
    type: 'spki',
  })
  expect(verifierKey('PeterNeumann', key)).toBe(vkey)
  const text = "If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n"
  const signed = `${text}\n— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n`
  expect(openNote(signed, 'PeterNeumann', key)).toBe(text)
  const skey = Buffer.from('AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz', 'base64').subarray(1)
  const secret = createPrivateKey({
    key: Buffer.concat([Buffer.from('302e020100300506032b657004220420', 'hex'), skey]),
    format: 'der',
    type: 'pkcs8',
  })
  expect(signNote(text, 'PeterNeumann', secret)).toBe(signed)
})

test('a checkpoint is four lines, a blank one and a signature', () => {
  expect(note).toMatch(
    /^barecount\.io\/evidence\/ten_1\n42\n[A-Za-z0-9+/]{43}=\n\n— barecount\.io\/evidence\/ten_1 \S+\n$/,
  )
  expect(openCheckpoint('ten_1', note, publicKey)).toEqual(head)
})

test.each([
  ['another size', note.replace('\n42\n', '\n43\n'), 'ten_1', publicKey],
  ['another root', note.replace('Bwc', 'Bwd'), 'ten_1', publicKey],
  ['another log', note, 'ten_2', publicKey],
  ['another key', note, 'ten_1', other],
  ['no signature', note.slice(0, note.indexOf('—')), 'ten_1', publicKey],
  ['nothing', '', 'ten_1', publicKey],
])('%s is refused', (_what, text, tenantId, key) => {
  expect(() => openCheckpoint(tenantId, text, key)).toThrow('not signed by')
})

test('a note that is not a checkpoint is refused', () => {
  const odd = signNote('barecount.io/evidence/ten_1\n042\nAA==\n', 'barecount.io/evidence/ten_1', privateKey)
  expect(() => openCheckpoint('ten_1', odd, publicKey)).toThrow('not a checkpoint')
})
