import { z } from 'zod'
import { BareCountError } from '../../errors.ts'
import { architecture } from './image.ts'
import { type Descriptor, descriptorSchema, mediaTypes } from './schema.ts'

/** What images that run here are for. */
export const platformHere = `linux/${architecture}`

/** The images of several platforms, or the referrers of one. Source: opencontainers/image-spec 1.1. */
export const indexSchema = z.looseObject({
  schemaVersion: z.literal(2),
  mediaType: z.string().optional(),
  manifests: z
    .array(
      descriptorSchema.extend({
        artifactType: z.string().optional(),
        platform: z.looseObject({ architecture: z.string(), os: z.string() }).optional(),
      }),
    )
    .max(1000),
})
export type ImageIndex = z.infer<typeof indexSchema>

const indexes: readonly string[] = [mediaTypes.index, mediaTypes.dockerIndex]
const manifests: readonly string[] = [mediaTypes.manifest, mediaTypes.dockerManifest]

/** Whether what is described is an index of images. Pure. */
export const isIndex = (mediaType: string): boolean => indexes.includes(mediaType)

/**
 * The entry of an index that is for `platform`: an image that says so, else the only one there is. `tag` narrows to
 * entries of that name. Throws `build_failed` naming the platforms there are. Pure.
 */
export function choosePlatform(what: string, index: ImageIndex, platform: string, tag?: string): Descriptor {
  const named = tag === undefined ? index.manifests : index.manifests.filter((entry) => tagOf(entry) === tag)
  const images = named.filter(({ mediaType }) => manifests.includes(mediaType) || isIndex(mediaType))
  const found = images.find((entry) => entry.platform && sayPlatform(entry.platform) === platform)
  if (found) return found
  const [only, ...others] = images
  // Whether it is for this platform is then said by its config.
  if (only && !others.length && !only.platform) return only
  if (!images.length) {
    throw new BareCountError('build_failed', `${what} holds no image${tag === undefined ? '' : ` named ${tag}`}.`)
  }
  const there = images.map((entry) => (entry.platform ? sayPlatform(entry.platform) : 'an unnamed platform'))
  throw wrongPlatform(what, platform, there)
}

/** The refusal of an image that is for something else. Code `build_failed`. */
export function wrongPlatform(what: string, platform: string, there: readonly string[]): BareCountError {
  return new BareCountError('build_failed', `${what} has no image for ${platform}, only for ${there.join(', ')}.`, {
    remedy: `Give an image for ${platform}: that is what runs here.`,
  })
}

const sayPlatform = ({ os, architecture: arch }: { os: string; architecture: string }) => `${os}/${arch}`
const tagOf = ({ annotations }: Descriptor) => annotations?.['org.opencontainers.image.ref.name']
