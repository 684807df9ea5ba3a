import { spawnSync } from 'node:child_process'
import { createHash, generateKeyPairSync } from 'node:crypto'
import path from 'node:path'
import { expect, test } from 'vitest'
import { exportLayout } from './oci/export-layout.ts'
import type { ScanSummary } from './schema.ts'
import { signStatement } from './sign/sign-statement.ts'
import { signerOf } from './sign/signer.ts'
import { makeStatement } from './sign/statement.ts'
import { smallImage } from './testing/small-image.ts'
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

test('for an image they look its manifest up in the layout', async () => {
  const signer = signerOf(generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey)
  const image = await smallImage('verified')
  await exportLayout(image.digest, path.join(home, 'i.tar'))
  const statementOf = async (digest: string) => {
    const statement = makeStatement([{ name: 'prices', digest: { sha256: digest.slice(7) } }], 'x', {})
    writeFiles(home, { 'i.json': JSON.stringify(await signStatement(signer, statement)), 'k.pem': signer.publicKeyPem })
    return spawnSync('sh', ['-c', verifyCommands('i.json', 'k.pem', 'i.tar')], { cwd: home, encoding: 'utf8' }).stdout
  }
  expect(await statementOf(image.digest)).toBe('Verified OK\n-: OK\n')
  expect(await statementOf((await smallImage('another')).digest)).toBe('Verified OK\n-: FAILED\n')
})
