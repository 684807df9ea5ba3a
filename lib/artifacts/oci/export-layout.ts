import { createWriteStream } from 'node:fs'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import canonicalize from 'canonicalize'
import { pack } from 'tar-stream'
import { blobSize, streamBlob } from '../blobs.ts'
import { readImage } from './image.ts'
import { mediaTypes } from './schema.ts'

const MTIME = new Date(0)

/**
 * An image as a tar archive of an OCI layout, which skopeo, umoci and Docker read. Streams, whatever the size; the same
 * image gives the same bytes. Fails when a blob is lost or damaged. `tag` is what readers call it.
 */
export async function layoutStream(digest: string, tag = 'latest'): Promise<Readable> {
  const { manifest } = await readImage(digest)
  const index = {
    schemaVersion: 2,
    mediaType: mediaTypes.index,
    manifests: [
      {
        mediaType: manifest.mediaType ?? mediaTypes.manifest,
        digest,
        size: await blobSize(digest),
        annotations: { 'org.opencontainers.image.ref.name': tag },
      },
    ],
  }
  const digests = [...new Set([digest, manifest.config.digest, ...manifest.layers.map((layer) => layer.digest)])].sort()
  const tar = pack()
  const small = (name: string, value: object) => tar.entry({ name, mtime: MTIME }, canonicalize(value) as string)
  const write = async () => {
    small('oci-layout', { imageLayoutVersion: '1.0.0' })
    small('index.json', index)
    for (const each of digests) {
      const name = `blobs/sha256/${each.slice('sha256:'.length)}`
      const size = await blobSize(each)
      await new Promise<void>((resolve, reject) => {
        const sink = tar.entry({ name, size, mtime: MTIME }, (error) => (error ? reject(error) : resolve()))
        pipeline(streamBlob(each), sink).catch(reject)
      })
    }
    tar.finalize()
  }
  write().catch((error: Error) => tar.destroy(error))
  return Readable.from(tar)
}

/** Writes `layoutStream` to a file. */
export async function exportLayout(digest: string, file: string, tag?: string): Promise<void> {
  await pipeline(await layoutStream(digest, tag), createWriteStream(file))
}
