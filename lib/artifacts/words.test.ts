import { spawnSync } from 'node:child_process'
import { createHash, generateKeyPairSync } from 'node:crypto'
import { expect, test } from 'vitest'
import type { ScanSummary } from './schema.ts'
import { signStatement } from './sign/sign-statement.ts'
import { signerOf } from './sign/signer.ts'
import { makeStatement } from './sign/statement.ts'
import { temporaryHome, writeFiles } from './testing/temp-home.ts'
import { sayBytes, sayScan, verifyCommands } from './words.ts'

const home = temporaryHome()

test.each([
  [0, '0 B'],
  [1023, '1023 B'],
  [1024, '1.0 KiB'],
  [150_000, '146 KiB'],
  [50 * 1024 * 1024, '50.0 MiB'],
])('%d is %s', (bytes, words) => {
  expect(sayBytes(bytes)).toBe(words)
})

const clean: ScanSummary = {
  components: 1,
  covered: 1,
  unknown: 0,
  vulnerabilities: { critical: 0, high: 0, medium: 0, low: 0, unknown: 0 },
  deniedLicences: 0,
  licencesToReview: 0,
  secrets: 0,
  filesScanned: 1,
  filesNotScanned: 0,
}
test.each<[Partial<ScanSummary>, string, string]>([
  [{}, 'passed', 'Nothing found'],
  [{ unknown: 3 }, 'warning', '3 without data'],
  [{ secrets: 1 }, 'failed', '1 secret'],
  [{ vulnerabilities: { ...clean.vulnerabilities, high: 2, low: 1 } }, 'failed', '2 high, 1 lesser vulnerability'],
  [{ vulnerabilities: { ...clean.vulnerabilities, medium: 2 } }, 'warning', '2 lesser vulnerabilities'],
])('%j is %s: %s', (found, status, words) => {
  expect(sayScan({ ...clean, ...found })).toEqual({ status, words })
})

test('the commands on the page verify a statement, and refuse an edited one', async () => {
  const signer = signerOf(generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey)
  const sha256 = createHash('sha256').update('zip').digest('hex')
  const statement = makeStatement([{ name: 'fn', digest: { sha256 } }], 'x', { note: 'naïve' })
  const bundle = await signStatement(signer, statement)
  writeFiles(home, { 'b.json': JSON.stringify(bundle), 'k.pem': signer.publicKeyPem, 'a.zip': 'zip' })
  const run = () =>
    spawnSync('sh', ['-c', verifyCommands('b.json', 'k.pem', 'a.zip')], { cwd: home, encoding: 'utf8' }).stdout
  expect(run()).toBe('Verified OK\na.zip: OK\n')
  writeFiles(home, { 'a.zip': 'zap' })
  expect(run()).toBe('Verified OK\na.zip: FAILED\n')
  const edited = { ...statement, predicate: { note: 'other' } }
  const payload = Buffer.from(JSON.stringify(edited)).toString('base64')
  writeFiles(home, { 'b.json': JSON.stringify({ ...bundle, dsseEnvelope: { ...bundle.dsseEnvelope, payload } }) })
  expect(run()).toContain('Verification failure')
})
