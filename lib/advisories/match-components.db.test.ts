import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { makeActor } from '../auth/actor.ts'
import { db, unsafeDb } from '../db/client.ts'
import { makeTenant } from '../db/testing/world.ts'
import { unknownComponents } from './coverage.ts'
import { importAdvisories } from './import-advisories.ts'
import { type ComponentToMatch, matchComponents } from './match-components.ts'
import { scanVulnerabilities } from './scan-vulnerabilities.ts'
import { seedAdvisories } from './seed-advisories.ts'
import { writeOsvZip } from './testing/osv-zip-file.ts'

const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'advisories-'))
afterAll(() => fs.rmSync(folder, { recursive: true, force: true }))

type Events = ({ introduced: string } | { fixed: string } | { last_affected: string })[]
const advisory = (id: string, ecosystem: string, name: string, events: Events, extra: object = {}) => ({
  id,
  modified: '2026-01-01T00:00:00Z',
  summary: `about ${name}`,
  affected: [
    {
      package: { ecosystem, name },
      ranges: [{ type: ecosystem === 'npm' ? ('SEMVER' as const) : ('ECOSYSTEM' as const), events }],
    },
  ],
  ...extra,
})

// Real ones, cut to what is read.
const python = [
  advisory('PYSEC-2023-100', 'PyPI', 'django', [{ introduced: '4.2' }, { fixed: '4.2.3' }], {
    aliases: ['CVE-2023-36053'],
  }),
  advisory('PYSEC-2023-225', 'PyPI', 'Django', [{ introduced: '4.2' }, { fixed: '4.2.6' }], {
    aliases: ['CVE-2023-43665'],
  }),
  advisory('PYSEC-2023-212', 'PyPI', 'urllib3', [{ introduced: '2.0.0' }, { fixed: '2.0.7' }], {
    aliases: ['CVE-2023-45803', 'GHSA-g4mx-q9vg-27p4'],
  }),
  advisory('GHSA-g4mx-q9vg-27p4', 'PyPI', 'urllib3', [{ introduced: '2.0.0' }, { fixed: '2.0.7' }], {
    aliases: ['CVE-2023-45803'],
    severity: [{ type: 'CVSS_V3', score: 'CVSS:3.1/AV:A/AC:H/PR:H/UI:N/S:U/C:H/I:N/A:N' }],
    database_specific: { severity: 'MODERATE' },
  }),
  advisory('PYSEC-2023-238', 'PyPI', 'pyarrow', [{ introduced: '0.14.0' }, { fixed: '14.0.1' }], {
    severity: [{ type: 'CVSS_V3', score: 'CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H' }],
  }),
]
const debian = [
  advisory('DSA-5417-1', 'Debian:12', 'openssl', [{ introduced: '0' }, { fixed: '3.0.9-1' }]),
  advisory('DSA-5417-1-old', 'Debian:11', 'openssl', [{ introduced: '0' }, { fixed: '9' }]),
]

beforeAll(async () => {
  const { engineer } = await makeTenant()
  const root = makeActor({ ...engineer, roles: [], platformAdmin: true })
  const add = async (source: string, records: Parameters<typeof writeOsvZip>[1], completeFor: string[]) => {
    const file = path.join(folder, source)
    await writeOsvZip(file, records)
    await importAdvisories(root, { source, file, completeFor })
  }
  await seedAdvisories()
  await add('osv-pypi', python, ['PyPI'])
  await add('osv-debian', debian, ['Debian'])
})

const pypi = (name: string, version: string): ComponentToMatch => ({
  purl: `pkg:pypi/${name}@${version}`,
  ecosystem: 'PyPI',
  name,
  version,
})
const match = async (component: ComponentToMatch) =>
  (await matchComponents(unsafeDb, [component])).map(({ advisory: id }) => id)

test.each([
  ['django', '4.2.3', ['PYSEC-2023-225']],
  ['django', '4.2.6', []],
  ['urllib3', '2.0.6', ['GHSA-g4mx-q9vg-27p4']],
  ['urllib3', '2.0.7', []],
  ['pyarrow', '14.0.0', ['PYSEC-2023-238']],
])('%s %s has %j', async (name, version, ids) => {
  expect(await match(pypi(name, version))).toEqual(ids)
})

test('advisories that name each other are one vulnerability, told by the one that says most', async () => {
  expect(await matchComponents(unsafeDb, [pypi('urllib3', '2.0.6')])).toEqual([
    {
      purl: 'pkg:pypi/urllib3@2.0.6',
      advisory: 'GHSA-g4mx-q9vg-27p4',
      aliases: ['CVE-2023-45803', 'PYSEC-2023-212'],
      source: 'osv-pypi',
      verdict: 'affected',
      severity: 'medium',
      score: 4.2,
      summary: 'about urllib3',
      fixed: ['2.0.7'],
    },
  ])
})

test('the score gives a severity where the publisher gave no word', async () => {
  const [found] = await matchComponents(unsafeDb, [pypi('pyarrow', '14.0.0')])
  expect(found).toMatchObject({ severity: 'critical', score: 9.8 })
})

test('Debian is asked by source package and release', async () => {
  const libssl = (release: string, sourceVersion: string): ComponentToMatch => ({
    purl: 'pkg:deb/debian/libssl3@x',
    ecosystem: `Debian:${release}`,
    name: 'libssl3',
    version: `${sourceVersion}+b1`,
    sourceName: 'openssl',
    sourceVersion,
  })
  expect(await match(libssl('12', '3.0.8-1'))).toEqual(['DSA-5417-1'])
  expect(await match(libssl('12', '3.0.9-1'))).toEqual([])
  expect(await match(libssl('11', '3.0.9-1'))).toEqual(['DSA-5417-1-old'])
})

test('the seed is found, and gone in the fixed version', async () => {
  const jquery = (version: string) => ({ purl: `pkg:npm/jquery@${version}`, ecosystem: 'npm', name: 'jquery', version })
  expect(await match(jquery('3.4.1'))).toContain('GHSA-gxr4-xjj5-5px2')
  expect(await match(jquery('3.7.1'))).toEqual([])
})

test('without an advisory a package is clean only where a source is complete; else it is unknown', async () => {
  const components: ComponentToMatch[] = [
    pypi('never-heard-of', '1.0'),
    pypi('django', 'not a version'),
    { purl: 'pkg:npm/jquery@3.7.1', ecosystem: 'npm', name: 'jquery', version: '3.7.1' },
    { purl: 'pkg:npm/left-pad@1.3.0', ecosystem: 'npm', name: 'left-pad', version: '1.3.0' },
    { purl: 'pkg:deb/debian/bash@5', ecosystem: 'Debian:12', name: 'bash', version: '5' },
    { purl: 'pkg:deb/debian/bash@6', ecosystem: 'Debian:13', name: 'bash', version: '6' },
    { purl: 'pkg:deb/debian/bash@7', ecosystem: 'Debian', name: 'bash', version: '7' },
  ]
  const sources = await db.advisorySource.findMany()
  expect(await unknownComponents(unsafeDb, sources, components)).toEqual([
    'pkg:pypi/django@not a version',
    'pkg:npm/left-pad@1.3.0',
    'pkg:deb/debian/bash@6',
    'pkg:deb/debian/bash@7',
  ])
})

test('the data says what it is put together from, and is named by all of it', async () => {
  const { dataset } = await scanVulnerabilities([])
  expect(dataset.sources?.map(({ name, completeFor }) => [name, completeFor])).toEqual([
    ['osv-debian', ['Debian']],
    ['osv-pypi', ['PyPI']],
    ['retire.js', []],
  ])
  expect(dataset).toMatchObject({
    ecosystems: ['Debian:11', 'Debian:12', 'PyPI', 'npm'],
    date: '2026-01-01T00:00:00.000Z',
  })
  expect((await scanVulnerabilities([])).dataset.digest).toBe(dataset.digest)
})

test('seeding again does nothing; another edition takes the place of the one before', async () => {
  const before = await db.advisorySource.findUniqueOrThrow({ where: { name: 'retire.js' } })
  await Promise.all([seedAdvisories(), seedAdvisories()])
  expect(await db.advisorySource.findUniqueOrThrow({ where: { name: 'retire.js' } })).toEqual(before)
  const next = { version: 'next', digest: `sha256:${'0'.repeat(64)}`, published: undefined }
  await seedAdvisories({ ...next, records: [advisory('R-1', 'npm', 'left-pad', [{ introduced: '0' }])] })
  expect(await db.advisorySource.findUnique({ where: { name: 'retire.js' } })).toMatchObject({
    records: 1,
    version: 'next',
  })
  expect(await match({ purl: 'x', ecosystem: 'npm', name: 'left-pad', version: '1.3.0' })).toEqual(['R-1'])
  await seedAdvisories()
})
