import { createReadStream } from 'node:fs'
import { realpath, stat } from 'node:fs/promises'
import path from 'node:path'
import { BareCountError } from '../../../errors.ts'
import { readImage } from '../../oci/image.ts'
import { importArchive, importLayoutFolder } from '../../oci/import-archive.ts'
import { parseReference, sayReference } from '../../oci/registry/reference.ts'
import { layersOf } from '../../oci/require-image.ts'
import type { Material } from '../../sign/provenance.ts'
import type { ImageSources } from '../image-sources.ts'
import type { BaseImage } from './build-stages.ts'
import { type Place, refuseAt } from './dockerfile-fault.ts'
import type { Stage } from './stages.ts'

export type BaseSearch = {
  /** The build context. */
  folder: string
  platform: string
  sources: ImageSources
}

export type FoundBase = BaseImage & {
  digest: string
  material: Material
  /** Whether what is found can be another image tomorrow. */
  pinned: boolean
}

/**
 * The image that a FROM names: an OCI layout or archive in the context (`oci:`, `oci-archive:`, `docker-archive:`), or
 * one of a registry. Throws `build_failed` naming the line, and what `sources` throws.
 */
export async function findBase(
  { from, platform: asked, place }: Pick<Stage, 'from' | 'platform' | 'place'>,
  { folder, platform, sources }: BaseSearch,
): Promise<FoundBase> {
  if (asked !== undefined && asked !== platform && !asked.startsWith(`${platform}/`)) {
    throw refuseAt(
      place,
      `It asks for ${asked}; ${platform} is what runs here.`,
      `Leave --platform out, or give ${platform}.`,
    )
  }
  const [, kind, local = ''] = /^(oci|oci-archive|docker-archive):(.+)$/.exec(from) ?? []
  const found = await (kind
    ? inContext(kind, local, folder, platform, place)
    : inRegistry(from, platform, sources, place)
  ).catch((error: unknown) => {
    throw located(error, place)
  })
  const image = await readImage(found.digest)
  return { ...found, layers: layersOf(from, image), settings: image.config.config ?? {} }
}

type Found = Omit<FoundBase, 'layers' | 'settings'>

async function inContext(kind: string, local: string, folder: string, platform: string, place: Place): Promise<Found> {
  const [, name = '', tag] = /^([^:]+)(?::(.+))?$/.exec(local) ?? []
  const file = path.join(folder, name)
  const root = await realpath(folder)
  const real = await realpath(file).catch(() => undefined)
  if (!real || !(real === root || real.startsWith(root + path.sep))) {
    throw refuseAt(
      place,
      `${name} is not in the build context.`,
      'Give its path relative to the folder of the Dockerfile.',
    )
  }
  const isFolder = (await stat(real)).isDirectory()
  if (isFolder !== (kind === 'oci')) {
    const meant = isFolder ? `oci:${local}` : `oci-archive:${local}`
    throw refuseAt(place, `${name} is ${isFolder ? 'a folder' : 'a file'}.`, `Write FROM ${meant}.`)
  }
  const options = { what: name, platform, tag }
  const digest = isFolder
    ? await importLayoutFolder(real, options)
    : await importArchive(createReadStream(real), options)
  return { digest, material: { uri: `file:${name}`, digest: { sha256: digest.slice(7) } }, pinned: true }
}

async function inRegistry(from: string, platform: string, sources: ImageSources, place: Place): Promise<Found> {
  const reference = parseReference(from)
  if (!reference) throw refuseAt(place, `${from} names no image.`, 'Write registry/repository@sha256:…')
  const { digest: named } = reference.digest ? { digest: reference.digest } : await sources.resolve(reference)
  const { digest } = await sources.pull({ ...reference, digest: named }, platform)
  const uri = `docker://${sayReference({ ...reference, digest: named })}`
  return { digest, material: { uri, digest: { sha256: named.slice(7) } }, pinned: reference.digest !== undefined }
}

/** What is wrong with the image is wrong with the line that names it. */
function located(error: unknown, { file, line }: Place): unknown {
  if (!(error instanceof BareCountError) || error.faults.length) return error
  const { code, message, remedy, cause } = error
  const fault = { path: file, line, message, ...(remedy ? { remedy } : {}) }
  return new BareCountError(code, `${file}, line ${line}: ${message}`, {
    faults: [fault],
    cause,
    ...(remedy ? { remedy } : {}),
  })
}
