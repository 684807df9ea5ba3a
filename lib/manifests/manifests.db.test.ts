import { expect, test } from 'vitest'
import { db, unsafeDb } from '../db/client.ts'
import { makeTenant } from '../db/testing/world.ts'
import { newId } from '../ids.ts'
import { archiveManifest } from './archive-manifest.ts'
import { discardDraft } from './discard-draft.ts'
import { editManifest } from './edit-manifest.ts'
import { newManifestText } from './new-manifest.ts'
import { getDraft, getManifest, getVersion, listDrafts, listManifests, listVersions } from './queries.ts'
import { MAX_MANIFEST_BYTES } from './read-bytes.ts'
import { saveDraft } from './save-draft.ts'
import { submitManifest } from './submit-manifest.ts'

const text = newManifestText({ name: 'orders' })
const digestOf = (letter: string) => `sha256:${letter.repeat(64)}`

test('a submission makes a version with its evidence, and the same again makes nothing', async () => {
  const { id: tenantId, engineer } = await makeTenant()
  const first = await submitManifest(engineer, { text })
  expect(first).toMatchObject({ version: 1, created: true, digest: expect.stringMatching(/^sha256:/) })
  const again = await submitManifest(engineer, { text: `# another comment\n${text}` })
  expect(again).toEqual({ ...first, created: false })
  const second = await submitManifest(engineer, { text: editManifest(text, 'runner.size', 'large') })
  expect(second).toMatchObject({ manifestId: first.manifestId, version: 2, created: true })
  const written = await db.evidence.findMany({
    where: { tenantId, kind: 'manifest.submitted' },
    select: { manifestId: true },
  })
  expect(written).toEqual([{ manifestId: first.manifestId }, { manifestId: first.manifestId }])
  expect(await getManifest(engineer, first.manifestId)).toMatchObject({
    latestVersion: 2,
    size: 'large',
    latest: { version: 2 },
  })
})

test('the same manifest with another source is another version', async () => {
  const { id: tenantId, engineer } = await makeTenant()
  const upload = { tenantId, kind: 'zip', filename: 'src.zip', sizeBytes: 1, uploadedById: engineer.userId } as const
  await db.source.createMany({ data: ['a', 'b'].map((letter) => ({ ...upload, digest: digestOf(letter) })) })
  const a = await submitManifest(engineer, { text, sourceDigest: digestOf('a') })
  const b = await submitManifest(engineer, { text, sourceDigest: digestOf('b') })
  expect([a.version, b.version]).toEqual([1, 2])
  expect(a.digest).toBe(b.digest)
  expect(await submitManifest(engineer, { text, sourceDigest: digestOf('a') })).toMatchObject({
    id: a.id,
    created: false,
  })
  await expect(submitManifest(engineer, { text, sourceDigest: digestOf('c') })).rejects.toMatchObject({
    code: 'not_found',
  })
})

test('many people at once: every version has its own number, none is lost', async () => {
  const { engineer } = await makeTenant()
  const timeouts = ['1m', '2m', '3m', '4m', '1m', '2m']
  const submitted = await Promise.all(
    timeouts.map((timeout) => submitManifest(engineer, { text: editManifest(text, 'run.timeout', timeout) })),
  )
  expect(new Set(submitted.map((one) => one.manifestId)).size).toBe(1)
  expect([...new Set(submitted.map((one) => one.version))].sort()).toEqual([1, 2, 3, 4])
  expect(submitted[0]?.id).toBe(submitted[4]?.id)
})

test('faults refuse a submission and nothing is stored', async () => {
  const { engineer } = await makeTenant()
  const refused = submitManifest(engineer, { text: editManifest(text, 'runner.size', 'huge') })
  await expect(refused).rejects.toMatchObject({ code: 'invalid_manifest', faults: [{ path: 'runner.size', line: 11 }] })
  expect((await listManifests(engineer)).manifests).toEqual([])
})

test('a manifest keeps its name', async () => {
  const { engineer } = await makeTenant()
  const { manifestId } = await submitManifest(engineer, { text })
  const renamed = submitManifest(engineer, { manifestId, text: newManifestText({ name: 'other' }) })
  await expect(renamed).rejects.toMatchObject({
    code: 'invalid_manifest',
    faults: [{ path: 'metadata.name', line: 5 }],
  })
})

test('an archived manifest leaves the list, and submitting brings it back', async () => {
  const { id: tenantId, engineer } = await makeTenant()
  const { manifestId, id } = await submitManifest(engineer, { text })
  await archiveManifest(engineer, manifestId)
  await archiveManifest(engineer, manifestId)
  expect((await listManifests(engineer)).manifests).toEqual([])
  expect((await listManifests(engineer, { archived: true })).manifests).toMatchObject([{ id: manifestId }])
  expect(await db.evidence.count({ where: { tenantId, kind: 'manifest.archived' } })).toBe(1)
  expect(await submitManifest(engineer, { text })).toMatchObject({ id, created: false })
  expect((await listManifests(engineer)).manifests).toMatchObject([{ id: manifestId, archivedAt: null }])
})

test('lists page through everything once, in order, and narrow by name and class', async () => {
  const { engineer } = await makeTenant()
  for (const name of ['a-1', 'a-2', 'b-1', 'b-2', 'b-3'])
    await submitManifest(engineer, { text: newManifestText({ name }) })
  const names: string[] = []
  let cursor: string | undefined
  do {
    const page = await listManifests(engineer, { limit: 2, cursor })
    names.push(...page.manifests.map((manifest) => manifest.name))
    cursor = page.next
  } while (cursor)
  expect(names).toEqual(['b-3', 'b-2', 'b-1', 'a-2', 'a-1'])
  expect((await listManifests(engineer, { q: 'A-', class: 'serverless' })).manifests).toHaveLength(2)
  expect((await listManifests(engineer, { class: 'container' })).manifests).toEqual([])
})

test('drafts are kept, written over, submitted away and thrown away; each belongs to one person', async () => {
  const tenant = await makeTenant()
  const { engineer } = tenant
  const colleague = await tenant.member('engineer')
  const { id } = await saveDraft(engineer, { text: 'half a mani: [' })
  expect(await saveDraft(engineer, { id, text: 'more\0' })).toEqual({ id })
  expect(await getDraft(engineer, { id })).toMatchObject({ text: 'more\ufffd' })
  expect(await listDrafts(colleague)).toEqual([])
  await expect(getDraft(colleague, { id })).rejects.toMatchObject({ code: 'not_found' })
  await expect(saveDraft(colleague, { id, text })).rejects.toMatchObject({ code: 'not_found' })
  await expect(discardDraft(colleague, id)).rejects.toMatchObject({ code: 'not_found' })
  const { manifestId } = await submitManifest(engineer, { text, draftId: id })
  expect(await listDrafts(engineer)).toEqual([])
  const first = await saveDraft(engineer, { manifestId, text })
  expect(await saveDraft(engineer, { manifestId, text: `${text}#` })).toEqual(first)
  await discardDraft(engineer, first.id)
  expect(await listDrafts(engineer)).toEqual([])
})

test('another tenant sees and touches nothing, and unknown ids answer the same', async () => {
  const [{ engineer, ...ours }, theirs] = [await makeTenant(), await makeTenant()]
  const { manifestId, id } = await submitManifest(engineer, { text })
  const stranger = theirs.engineer
  expect((await listManifests(stranger)).manifests).toEqual([])
  for (const foreign of [manifestId, newId('manifest')]) {
    const message = 'There is no manifest by that id here.'
    await expect(getManifest(stranger, foreign)).rejects.toThrow(message)
    await expect(listVersions(stranger, foreign)).rejects.toThrow(message)
    await expect(archiveManifest(stranger, foreign)).rejects.toThrow(message)
    await expect(submitManifest(stranger, { text, manifestId: foreign })).rejects.toThrow(message)
    await expect(saveDraft(stranger, { text, manifestId: foreign })).rejects.toThrow(message)
    await expect(getVersion(stranger, { manifestId: foreign, version: 1 })).rejects.toMatchObject({ code: 'not_found' })
  }
  await expect(getVersion(stranger, { id })).rejects.toMatchObject({ code: 'not_found' })
  // The same name in another tenant is another manifest.
  expect(await submitManifest(stranger, { text })).toMatchObject({ version: 1, created: true })
  expect(await unsafeDb.manifest.count({ where: { tenantId: ours.id } })).toBe(1)
})

test('who may only read cannot write', async () => {
  const { auditor, approver } = await makeTenant()
  for (const reader of [auditor, approver]) {
    await expect(submitManifest(reader, { text })).rejects.toMatchObject({ code: 'forbidden' })
    await expect(saveDraft(reader, { text })).rejects.toMatchObject({ code: 'forbidden' })
    await expect(archiveManifest(reader, newId('manifest'))).rejects.toMatchObject({ code: 'forbidden' })
    await expect(discardDraft(reader, newId('draft'))).rejects.toMatchObject({ code: 'forbidden' })
    expect((await listManifests(reader)).manifests).toEqual([])
  }
})

test('a cursor that is not ours begins at the first page', async () => {
  const { engineer } = await makeTenant()
  for (const cursor of ['x', '.', '-zzzzzzzzzz.x', 'zzzzzzzzzzzz.x']) {
    expect(await listManifests(engineer, { cursor })).toEqual({ manifests: [], next: undefined })
  }
})

test('a draft of nothing but line breaks is listed', async () => {
  const { engineer } = await makeTenant()
  await saveDraft(engineer, { text: '\n'.repeat(MAX_MANIFEST_BYTES) })
  expect(await listDrafts(engineer)).toMatchObject([{ name: undefined }])
})
