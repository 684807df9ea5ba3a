import { expect, test } from 'vitest'
import { seedAdvisories } from '../../advisories/seed-advisories.ts'
import { putBlob } from '../blobs.ts'
import { rawZip } from '../testing/raw-zip.ts'
import { scanArtifact } from './scan-artifact.ts'

await seedAdvisories()
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

test('a job package in Python has its packages, installed or pinned, and says which are not pinned', async () => {
  const { summary, findings, sbom, packages } = await scan({
    'main.py': 'print(1)',
    'requirements.txt': 'Requests==2.31.0\npandas>=2  # newest will do\n',
    'vendor/idna-3.4.dist-info/METADATA':
      'Metadata-Version: 2.4\nName: IDNA\nVersion: 3.4\nLicense-Expression: BSD-3-Clause\n',
    'vendor/requests-2.31.0.dist-info/METADATA':
      'Name: requests\nVersion: 2.31.0\nLicense: Apache 2.0\nClassifier: License :: OSI Approved :: Apache Software License\nRequires-Dist: idna (<4,>=2.5)\nRequires-Dist: PySocks ; extra == "socks"\n\nText\n',
  })
  expect(packages.map(({ purl, ecosystem }) => [purl, ecosystem])).toEqual([
    ['pkg:pypi/idna@3.4', 'PyPI'],
    ['pkg:pypi/requests@2.31.0', 'PyPI'],
  ])
  expect(sbom.dependencies).toEqual([
    { ref: expect.stringContaining('sha256:'), dependsOn: ['pkg:pypi/requests@2.31.0'] },
    { ref: 'pkg:pypi/idna@3.4', dependsOn: [] },
    { ref: 'pkg:pypi/requests@2.31.0', dependsOn: ['pkg:pypi/idna@3.4'] },
  ])
  expect(summary).toMatchObject({ components: 2, licencesToReview: 0, deniedLicences: 0 })
  expect(findings).toMatchObject([
    { kind: 'dependency', rule: 'unpinned-requirement', component: 'pandas', path: 'requirements.txt:2' },
  ])
})

test('the same artifact gives the same SBOM, byte for byte', async () => {
  const files = { 'requirements.txt': 'b==1\na==2\n', 'index.py': '1' }
  const [first, second] = [await scan(files), await scan(files)]
  expect(JSON.stringify(second.sbom)).toBe(JSON.stringify(first.sbom))
  expect(second.dataset).toEqual(first.dataset)
})

test('a list of packages that cannot be read is a finding, not an empty list', async () => {
  const { findings } = await scan({
    'package-lock.json': '{"lockfileVersion": 1}',
    'vendor/x.dist-info/METADATA': Buffer.alloc(4 * 1024 * 1024 + 1, 'x'),
  })
  expect(findings.map(({ kind, severity, rule, path }) => [kind, severity, rule, path])).toEqual([
    ['dependency', 'unknown', 'unreadable-list', 'package-lock.json'],
    ['dependency', 'unknown', 'unreadable-list', 'vendor/x.dist-info/METADATA'],
  ])
})
