import { createHash } from 'node:crypto'
import { Readable } from 'node:stream'
import { expect, test } from 'vitest'
import { db } from '../db/client.ts'
import { makeTenant } from '../db/testing/world.ts'
import { hasBlob, readBlob } from './blobs.ts'
import { rawZip } from './testing/raw-zip.ts'
import { uploadSource } from './upload-source.ts'

const zip = rawZip([{ name: 'index.mjs', content: 'export const handler = async () => 1' }])

test('the same bytes are one source with one piece of evidence', async () => {
  const { id: tenantId, engineer, admin } = await makeTenant()
  const first = await uploadSource(engineer, { filename: 'C:\\work\\orders.zip', content: zip })
  const again = await uploadSource(admin, { filename: 'copy.zip', content: Readable.from([zip]) })
  expect(again).toEqual(first)
  expect(first).toMatchObject({ kind: 'zip', sizeBytes: zip.length })
  expect(await readBlob(first.digest)).toEqual(zip)
  expect(await db.source.findMany({ where: { tenantId } })).toMatchObject([
    { digest: first.digest, filename: 'orders.zip', uploadedById: engineer.userId },
  ])
  const evidence = await db.evidence.findMany({ where: { tenantId, kind: 'source.uploaded' } })
  expect(evidence).toHaveLength(1)
  expect(evidence[0]?.sentence).toContain('orders.zip')
})

test('two uploads in the same instant are one source', async () => {
  const { id: tenantId, engineer } = await makeTenant()
  const uploads = Array.from({ length: 5 }, () => uploadSource(engineer, { filename: 'a.zip', content: zip }))
  await Promise.all(uploads)
  expect(await db.evidence.count({ where: { tenantId, kind: 'source.uploaded' } })).toBe(1)
})

test('a tenant’s upload is not another tenant’s source', async () => {
  const [one, two] = [await makeTenant(), await makeTenant()]
  await uploadSource(one.engineer, { filename: 'a.zip', content: zip })
  expect(await db.source.count({ where: { tenantId: two.id } })).toBe(0)
})

test('what is neither zip nor bundle, or hostile, is refused before it is kept', async () => {
  const { id: tenantId, engineer } = await makeTenant()
  const upload = (content: Uint8Array) => uploadSource(engineer, { filename: 'x', content })
  await expect(upload(Buffer.from('hello'))).rejects.toMatchObject({ code: 'invalid_input' })
  await expect(upload(Buffer.alloc(0))).rejects.toMatchObject({ code: 'invalid_input' })
  const slip = rawZip([{ name: '../evil', content: 'x' }])
  await expect(upload(slip)).rejects.toMatchObject({ code: 'hostile_archive', faults: [{ path: '../evil' }] })
  await expect(upload(Buffer.alloc(51 * 1024 * 1024))).rejects.toMatchObject({ code: 'payload_too_large' })
  expect(await db.source.count({ where: { tenantId } })).toBe(0)
  expect(await hasBlob(`sha256:${createHash('sha256').update(slip).digest('hex')}`)).toBe(false)
})

test('an auditor may not upload', async () => {
  const { auditor } = await makeTenant()
  await expect(uploadSource(auditor, { filename: 'a.zip', content: zip })).rejects.toMatchObject({ code: 'forbidden' })
})
