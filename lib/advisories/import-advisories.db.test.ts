import { randomBytes } from 'node:crypto'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { rawZip } from '../artifacts/testing/raw-zip.ts'
import { type Actor, makeActor } from '../auth/actor.ts'
import { db, unsafeDb } from '../db/client.ts'
import { makeTenant } from '../db/testing/world.ts'
import { newId } from '../ids.ts'
import { importAdvisories } from './import-advisories.ts'
import { matchComponents } from './match-components.ts'
import { writeOsvZip } from './testing/osv-zip-file.ts'

const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'advisories-'))
afterAll(() => fs.rmSync(folder, { recursive: true, force: true }))

const tenant = await makeTenant('platform')
const root: Actor = makeActor({ ...tenant.engineer, roles: [], platformAdmin: true })
const newName = () => `s-${newId('run').slice(-8).toLowerCase()}`

const osv = (id: string, name: string, extra: object = {}) => ({
  id,
  modified: '2026-01-01T00:00:00Z',
  summary: `${name} is broken`,
  affected: [
    {
      package: { ecosystem: 'npm', name },
      ranges: [{ type: 'SEMVER', events: [{ introduced: '0' }, { fixed: '2.0.0' }] }],
    },
  ],
  ...extra,
})

/** A file with these records. */
async function zipOf(...records: ({ id: string } & Record<string, unknown>)[]): Promise<string> {
  const file = path.join(folder, newName())
  await writeOsvZip(file, records)
  return file
}

const found = async (name: string, version = '1.0.0') => {
  const component = { purl: `pkg:npm/${name}@${version}`, ecosystem: 'npm', name, version }
  return (await matchComponents(unsafeDb, [component])).map(({ advisory, summary }) => `${advisory} ${summary}`)
}

test('records can be matched once they are imported, and the platform has it in writing', async () => {
  const source = newName()
  const file = await zipOf(osv('A-1', 'alpha', { aliases: ['CVE-2026-7'] }), osv('A-2', 'beta'))
  const result = await importAdvisories(root, { source, file, completeFor: ['npm'] })
  expect(result).toMatchObject({ repeated: false, read: 2, changed: 2, malformed: 0, records: 2 })
  expect(await found('alpha')).toEqual(['A-1 alpha is broken'])
  expect(await found('alpha', '2.0.0')).toEqual([])
  const row = await db.advisorySource.findUniqueOrThrow({ where: { name: source } })
  expect(row).toMatchObject({
    digest: result.digest,
    records: 2,
    packages: 2,
    ecosystems: ['npm'],
    completeFor: ['npm'],
  })
  expect(row).toMatchObject({ newestCve: 'CVE-2026-7', newestModified: new Date('2026-01-01T00:00:00Z') })
  const evidence = await db.evidence.findFirst({
    where: { tenantId: tenant.id, kind: 'advisories.imported' },
    orderBy: { id: 'desc' },
  })
  expect(evidence?.sentence).toContain(`2 new or newer advisories of ${source}`)
})

test('the same file again changes nothing and is not written down twice', async () => {
  const [source, file] = [newName(), await zipOf(osv('B-1', 'gamma'))]
  await importAdvisories(root, { source, file })
  const before = await db.evidence.count({ where: { tenantId: tenant.id } })
  expect(await importAdvisories(root, { source, file })).toMatchObject({ repeated: true, changed: 0, records: 1 })
  expect(await db.evidence.count({ where: { tenantId: tenant.id } })).toBe(before)
})

test('the newer record of an id wins, in whatever order they come', async () => {
  const source = newName()
  const at = (day: string, summary: string, name = 'delta') =>
    osv('C-1', name, { modified: `2026-02-${day}T00:00:00Z`, summary })
  await importAdvisories(root, { source, file: await zipOf(at('10', 'middle')) })
  expect(await importAdvisories(root, { source, file: await zipOf(at('05', 'older')) })).toMatchObject({ changed: 0 })
  expect(await found('delta')).toEqual(['C-1 middle'])
  const both = await zipOf(at('20', 'newest', 'epsilon'), at('15', 'newer'))
  expect(await importAdvisories(root, { source, file: both })).toMatchObject({ changed: 1, records: 1 })
  expect([await found('delta'), await found('epsilon')]).toEqual([[], ['C-1 newest']])
})

test('a withdrawn advisory is kept and matches nothing', async () => {
  const source = newName()
  await importAdvisories(root, { source, file: await zipOf(osv('D-1', 'zeta')) })
  expect(await found('zeta')).toHaveLength(1)
  const gone = osv('D-1', 'zeta', { modified: '2026-03-01T00:00:00Z', withdrawn: '2026-03-01T00:00:00Z' })
  expect(await importAdvisories(root, { source, file: await zipOf(gone) })).toMatchObject({ withdrawn: 1, records: 1 })
  expect(await found('zeta')).toEqual([])
})

const nested = (levels: number): unknown[] => (levels ? [nested(levels - 1)] : [])

test('what is no record is counted and named, and the rest is imported', async () => {
  const file = await zipOf(
    osv('E-1', 'eta', { summary: 'a NUL \u0000, half a pair \ud800, a whole \u{1f600} and the text \\u0000' }),
    { id: 'E-2', modified: 'yesterday' },
    osv('E-3', 'eta', { modified: '0000-01-01T00:00:00Z' }),
    osv('E-4', randomBytes(4000).toString('hex')),
    osv('E-5', 'eta', { database_specific: { a: nested(3000) } }),
    ...Array.from({ length: 25 }, (_, index) => ({ id: `F-${index}` })),
  )
  const result = await importAdvisories(root, { source: newName(), file })
  expect(result).toMatchObject({ read: 1, changed: 1, malformed: 29 })
  expect(result.faults).toHaveLength(20)
  expect(await found('eta')).toEqual(['E-1 a NUL \ufffd, half a pair \ufffd, a whole \u{1f600} and the text \\u0000'])
  expect(result.faults[0]).toMatchObject({ entry: 'E-2.json', reason: expect.stringContaining('modified') })
})

test.each([
  ['leaves the folder', [{ name: '../a.json', content: '{}' }], 'hostile_archive'],
  ['has a link', [{ name: 'a.json', content: '/etc/passwd', mode: 0o120777 }], 'hostile_archive'],
  ['lies about a size', [{ name: 'a.json', content: '{"id":1}', claims: { unpackedBytes: 3 } }], 'hostile_archive'],
  ['has a wrong checksum', [{ name: 'a.json', content: '{}', claims: { crc: 1 } }], 'hostile_archive'],
  ['is a bomb', [{ name: 'a.json', content: ' '.repeat(40_000_000) }], 'hostile_archive'],
  [
    'shares bytes',
    [
      { name: 'a.json', content: 'x'.repeat(90), stored: true },
      ...Array.from({ length: 9 }, (_, n) => ({ name: `${n}.json`, content: '{}', claims: { offset: 0 } })),
    ],
    'hostile_archive',
  ],
  ['holds no record', [{ name: 'readme.txt', content: 'hello' }], 'invalid_input'],
])('an archive that %s is refused and leaves no source behind', async (_what, entries, code) => {
  const [source, file] = [newName(), path.join(folder, newName())]
  fs.writeFileSync(file, rawZip(entries))
  await expect(importAdvisories(root, { source, file })).rejects.toMatchObject({ code })
  expect(await db.advisorySource.findUnique({ where: { name: source } })).toBeNull()
})

test('what is no zip is refused with what to do', async () => {
  const file = path.join(folder, newName())
  fs.writeFileSync(file, 'not a zip at all, only text that is long enough to look for a directory in')
  const refused = { code: 'invalid_input', remedy: expect.stringContaining('all.zip') }
  await expect(importAdvisories(root, { source: newName(), file })).rejects.toMatchObject(refused)
})

test('a file that fails half way leaves the data that was there', async () => {
  const source = newName()
  await importAdvisories(root, { source, file: await zipOf(osv('G-1', 'theta')) })
  const file = path.join(folder, newName())
  const newer = JSON.stringify(osv('G-1', 'iota', { modified: '2026-09-01T00:00:00Z' }))
  fs.writeFileSync(
    file,
    rawZip([
      { name: 'G-1.json', content: newer },
      { name: 'G-2.json', content: '{}', claims: { crc: 1 } },
    ]),
  )
  await expect(importAdvisories(root, { source, file })).rejects.toMatchObject({ code: 'hostile_archive' })
  expect([await found('theta'), await found('iota')]).toEqual([['G-1 theta is broken'], []])
})

test('nobody may claim that a file is complete for what is not in it', async () => {
  const [source, file] = [newName(), await zipOf(osv('H-1', 'kappa'))]
  await expect(importAdvisories(root, { source, file, completeFor: ['NPM'] })).rejects.toMatchObject({
    code: 'invalid_input',
  })
  expect(await found('kappa')).toEqual([])
})

test('only a platform admin imports', async () => {
  const file = await zipOf(osv('I-1', 'lambda'))
  for (const actor of [tenant.admin, tenant.engineer, tenant.approver, tenant.auditor]) {
    await expect(importAdvisories(actor, { source: newName(), file })).rejects.toMatchObject({ code: 'forbidden' })
  }
})

test('two imports into one source go one after the other', async () => {
  const source = newName()
  const files = await Promise.all([zipOf(osv('J-1', 'mu')), zipOf(osv('J-2', 'mu')), zipOf(osv('J-3', 'mu'))])
  await Promise.all(files.map((file) => importAdvisories(root, { source, file })))
  expect(await db.advisorySource.findUnique({ where: { name: source } })).toMatchObject({ records: 3 })
})
