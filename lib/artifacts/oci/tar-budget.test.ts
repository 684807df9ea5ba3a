import { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { gzipSync } from 'node:zlib'
import { pack } from 'tar-stream'
import { expect, test } from 'vitest'
import { putBlob } from '../blobs.ts'
import { temporaryHome } from '../testing/temp-home.ts'
import { mediaTypes } from './schema.ts'
import { tarBudget } from './tar-budget.ts'
import { walkLayer } from './walk-image.ts'

temporaryHome()

test('a tar has only so many entries and bytes', () => {
  const take = tarBudget('It', { entries: 2, bytes: 10 })
  take(9)
  expect(() => take(2)).toThrow('unpacks to more than')
  expect(() => take(0)).toThrow('more than 2 entries')
})

test('a layer that says it unpacks to more than any disk has is refused at its first entry', async () => {
  const tar = pack()
  tar.entry({ name: 'zeros', size: 2 ** 40 })
  const header = await new Promise<Buffer>((resolve) => tar.once('data', (bytes) => resolve(bytes as Buffer)))
  const packed = gzipSync(Buffer.concat([header, Buffer.alloc(100_000)]))
  const { digest, size } = await putBlob(packed)
  const visited: string[] = []
  const walked = walkLayer({ mediaType: mediaTypes.gzipLayer, digest, size }, async ({ path }) => {
    visited.push(path)
  })
  await expect(walked).rejects.toMatchObject({ code: 'hostile_archive' })
  expect(visited).toEqual([])
})

test('one that does not is walked through', async () => {
  const tar = pack()
  for (const size of [5_000_000, 0, 3]) tar.entry({ name: `f${size}` }, Buffer.alloc(size))
  tar.finalize()
  const { digest, size } = await putBlob(gzipSync(await buffer(Readable.from(tar))))
  const sizes: number[] = []
  await walkLayer({ mediaType: mediaTypes.gzipLayer, digest, size }, async (file) => {
    sizes.push(file.size)
  })
  expect(sizes).toEqual([5_000_000, 0, 3])
})
