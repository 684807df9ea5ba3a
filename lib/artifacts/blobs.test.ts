import { createHash } from 'node:crypto'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { Readable } from 'node:stream'
import { afterAll, expect, test } from 'vitest'
import { env } from '../env.ts'
import { blobPath, checkedBlobPath, hasBlob, putBlob, readBlob, streamBlob } from './blobs.ts'

const home = fs.mkdtempSync(path.join(os.tmpdir(), 'blobs-'))
env.BARECOUNT_HOME = home
afterAll(() => fs.rmSync(home, { recursive: true }))

const incoming = () => fs.readdirSync(path.join(home, 'blobs', 'incoming'))

test('bytes come back under their digest, from memory and from a stream', async () => {
  const bytes = Buffer.from('a function')
  const blob = await putBlob(bytes)
  expect(blob).toEqual({ digest: `sha256:${createHash('sha256').update(bytes).digest('hex')}`, size: 10 })
  expect(await putBlob(Readable.from([bytes.subarray(0, 3), bytes.subarray(3)]))).toEqual(blob)
  expect(await readBlob(blob.digest)).toEqual(bytes)
  expect(Buffer.concat(await streamBlob(blob.digest).toArray())).toEqual(bytes)
  expect(await hasBlob(blob.digest)).toBe(true)
  expect(incoming()).toEqual([])
})

test('too many bytes are refused and leave nothing', async () => {
  const endless = Readable.from(
    (function* () {
      for (;;) yield Buffer.alloc(64 * 1024)
    })(),
  )
  await expect(putBlob(endless, { maxBytes: 1024 * 1024 })).rejects.toMatchObject({ code: 'payload_too_large' })
  expect(incoming()).toEqual([])
})

test('a file that is not accepted leaves nothing', async () => {
  const accept = async (file: string) => {
    throw new Error(`refused ${fs.readFileSync(file, 'utf8')}`)
  }
  await expect(putBlob(Buffer.from('this'), { accept })).rejects.toThrow('refused this')
  expect(incoming()).toEqual([])
})

test('a source that breaks off leaves nothing', async () => {
  const broken = Readable.from(
    (async function* () {
      yield Buffer.from('half')
      throw new Error('connection lost')
    })(),
  )
  await expect(putBlob(broken)).rejects.toThrow('connection lost')
  expect(incoming()).toEqual([])
})

test('damage on disk is noticed by every reader, and mended by the same bytes', async () => {
  const { digest } = await putBlob(Buffer.from('whole'))
  fs.writeFileSync(blobPath(digest), 'wholf')
  await expect(readBlob(digest)).rejects.toMatchObject({ code: 'unavailable' })
  await expect(streamBlob(digest).toArray()).rejects.toMatchObject({ code: 'unavailable' })
  await expect(checkedBlobPath(digest)).rejects.toMatchObject({ code: 'unavailable' })
  await putBlob(Buffer.from('whole'))
  expect((await readBlob(digest)).toString()).toBe('whole')
})

test('a missing blob says so', async () => {
  const digest = `sha256:${'0'.repeat(64)}`
  expect(await hasBlob(digest)).toBe(false)
  await expect(readBlob(digest)).rejects.toThrow('not in the blob store')
  await expect(streamBlob(digest).toArray()).rejects.toThrow('not in the blob store')
})

test.each(['', 'sha256:../../etc/passwd', `sha256:${'A'.repeat(64)}`, 'md5:00'])('%j is not a name', (digest) => {
  expect(() => blobPath(digest)).toThrow('not a sha256 digest')
})
