import { expect, test } from 'vitest'
import { putBlob } from '../blobs.ts'
import { rawZip } from '../testing/raw-zip.ts'
import { temporaryHome } from '../testing/temp-home.ts'
import { scanArtifact } from './scan-artifact.ts'

temporaryHome()
const json = (value: object) => JSON.stringify(value)

async function scan(files: Record<string, string | Buffer>) {
  const { digest } = await putBlob(rawZip(Object.entries(files).map(([name, content]) => ({ name, content }))))
  const lines: string[] = []
  return {
    ...(await scanArtifact({ digest, kind: 'function_zip', name: 'fn', log: (line) => lines.push(line) })),
    lines,
  }
}

test('components, vulnerabilities, licences and secrets of one zip', async () => {
  const { summary, findings, sbom, lines } = await scan({
    'index.mjs': `const password = "${'not-very'}-secret"`,
    'package.json': json({ name: 'fn', dependencies: { jquery: '3.4.1', free: '1.0.0' } }),
    'node_modules/jquery/package.json': json({ name: 'jquery', version: '3.4.1', license: 'MIT' }),
    'node_modules/jquery/dist/package.json': json({ name: 'not-a-package-root' }),
    'node_modules/free/package.json': json({ name: 'free', version: '1.0.0', license: { type: 'AGPL-3.0' } }),
    'node_modules/odd/package.json': '{ not json',
    'logo.png': Buffer.from([0x89, 0x50, 0, 1]),
  })
  expect(summary).toMatchObject({
    components: 3,
    covered: 1,
    unknown: 2,
    deniedLicences: 1,
    licencesToReview: 1,
    secrets: 1,
    filesScanned: 6,
    filesNotScanned: 1,
  })
  expect(summary.vulnerabilities.medium).toBeGreaterThan(0)
  expect(findings[0]).toMatchObject({ kind: 'secret', severity: 'critical', path: 'index.mjs:1' })
  expect(findings.map(({ kind }) => kind)).toEqual(expect.arrayContaining(['vulnerability', 'licence', 'secret']))
  expect(sbom.components.map(({ name }) => name)).toEqual(['free', 'jquery', 'odd'])
  expect(lines.join('\n')).toContain('2 of 3 packages are not in the data')
})

test('secrets are looked for in vendored packages, not in those the lockfile names by integrity', async () => {
  const token = `ghp_${'wWPw5k4aXcaT4fNP0U'}cnZwJUVFk6LO2fk1d3`
  const lock = (integrity?: string) =>
    json({ lockfileVersion: 3, packages: { 'node_modules/a': { version: '1.0.0', integrity } } })
  const files = {
    'node_modules/a/package.json': json({ name: 'a', version: '1.0.0' }),
    'node_modules/a/test.js': `"${token}"`,
  }
  expect((await scan(files)).summary).toMatchObject({ secrets: 1 })
  expect((await scan({ ...files, 'package-lock.json': lock() })).summary).toMatchObject({ secrets: 1 })
  const listed = { ...files, 'package-lock.json': lock(`sha512-${'A'.repeat(86)}==`) }
  expect((await scan(listed)).summary).toMatchObject({ secrets: 0, filesNotScanned: 2 })
})

test('a function of plain code has an empty, valid SBOM', async () => {
  const { summary, findings, sbom } = await scan({ 'index.mjs': 'export const handler = async () => 1' })
  expect(summary).toMatchObject({ components: 0, unknown: 0, secrets: 0, filesScanned: 1 })
  expect([findings, sbom.components]).toEqual([[], []])
})
