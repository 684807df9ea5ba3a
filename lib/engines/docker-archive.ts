import type { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { pack } from 'tar-stream'
import { readBlob, streamBlob } from '../artifacts/blobs.ts'
import { readImage } from '../artifacts/oci/image.ts'

/**
 * An image of the blob store as `docker load` takes it, every byte checked on the way: damage breaks the stream off
 * before its end, and the engine then keeps nothing. Layers go as they are stored; engines unpack gzip themselves.
 */
export async function dockerArchive(imageDigest: string, tag: string): Promise<Readable> {
  const { manifest } = await readImage(imageDigest)
  const config = `${manifest.config.digest.slice('sha256:'.length)}.json`
  const layers = manifest.layers.map(({ digest }) => `${digest.slice('sha256:'.length)}/layer.tar`)
  const tar = pack()
  const write = async () => {
    const add = (name: string, content: Buffer) =>
      new Promise<void>((resolve, reject) =>
        tar.entry({ name, size: content.length }, content, (error) => (error ? reject(error) : resolve())),
      )
    await add(config, await readBlob(manifest.config.digest))
    // An image may have the same layer twice; the archive holds it once.
    const written = new Set<string>()
    for (const [at, { digest, size }] of manifest.layers.entries()) {
      const name = layers[at] as string
      if (written.has(name)) continue
      written.add(name)
      await new Promise<void>((resolve, reject) => {
        const entry = tar.entry({ name, size }, (error) => (error ? reject(error) : resolve()))
        pipeline(streamBlob(digest), entry).catch(reject)
      })
    }
    await add('manifest.json', Buffer.from(JSON.stringify([{ Config: config, RepoTags: [tag], Layers: layers }])))
    tar.finalize()
  }
  write().catch((error: Error) => tar.destroy(error))
  return tar as unknown as Readable
}
