import { createHash } from 'node:crypto'
import { createGunzip } from 'node:zlib'
import canonicalize from 'canonicalize'
import { z } from 'zod'
import { BareCountError } from '../../errors.ts'
import { blobSize, putBlob, readBlob, streamBlob } from '../blobs.ts'
import type { Imported, ImportOptions } from './import-archive.ts'
import { requireImage } from './require-image.ts'
import { type Descriptor, jsonOf, mediaTypes } from './schema.ts'

const archiveSchema = z
  .array(z.looseObject({ Config: z.string(), RepoTags: z.array(z.string()).nullish(), Layers: z.array(z.string()) }))
  .min(1)

const configSchema = z.looseObject({ rootfs: z.looseObject({ diff_ids: z.array(z.string()) }) })

/**
 * The digest of an OCI manifest over what a `docker save` held. Its config stays byte for byte; each layer must have the
 * digest that the config says.
 */
export async function finishDockerArchive(imported: Imported, options: ImportOptions): Promise<string> {
  const { what, tag, platform } = options
  const listed = archiveSchema.safeParse(jsonOf(imported.documents.get('manifest.json') ?? Buffer.alloc(0)))
  const image = listed.data?.find(
    ({ RepoTags }) => tag === undefined || RepoTags?.some((each) => each.endsWith(`:${tag}`)),
  )
  if (!image) throw new BareCountError('build_failed', `${what} holds no image${tag ? ` named ${tag}` : ''}.`)
  const held = (name: string): string => {
    const digest = imported.blobs.get(name)
    if (digest) return digest
    throw new BareCountError('build_failed', `${what} names ${name}, which it does not hold.`)
  }
  const configDigest = held(image.Config)
  const config = configSchema.safeParse(jsonOf(await readBlob(configDigest)))
  const diffIds = config.data?.rootfs.diff_ids ?? []
  if (diffIds.length !== image.Layers.length) {
    throw new BareCountError('build_failed', `${what} names another number of layers than it has.`)
  }
  const layers: Descriptor[] = []
  for (const [at, name] of image.Layers.entries()) layers.push(await layerOf(what, held(name), diffIds[at] ?? ''))
  const manifest = {
    schemaVersion: 2,
    mediaType: mediaTypes.manifest,
    config: { mediaType: mediaTypes.config, digest: configDigest, size: await blobSize(configDigest) },
    layers,
  }
  const { digest } = await putBlob(Buffer.from(canonicalize(manifest) as string))
  await requireImage(what, digest, platform)
  return digest
}

async function layerOf(what: string, digest: string, diffId: string): Promise<Descriptor> {
  const size = await blobSize(digest)
  if (digest === diffId) return { mediaType: mediaTypes.layer, digest, size }
  if ((await unpackedDigest(digest)) === diffId) return { mediaType: mediaTypes.gzipLayer, digest, size }
  throw new BareCountError('invalid_input', `A layer of ${what} is not the one that its config names, ${diffId}.`)
}

async function unpackedDigest(digest: string): Promise<string | undefined> {
  const hash = createHash('sha256')
  const source = streamBlob(digest)
  const plain = source.pipe(createGunzip())
  source.on('error', (error) => plain.destroy(error))
  try {
    for await (const chunk of plain) hash.update(chunk as Buffer)
  } catch {
    return undefined // no gzip: whatever it is, it is not that layer
  }
  return `sha256:${hash.digest('hex')}`
}
