import type { Actor } from '../auth/actor.ts'
import { authorise } from '../auth/authorise.ts'
import { db } from '../db/client.ts'
import { env } from '../env.ts'
import { BareCountError } from '../errors.ts'
import { imageAddress } from '../registries/address.ts'
import { readImage } from './oci/image.ts'

export type ImageContents = {
  platform: string
  layers: { digest: string; size: number; createdBy: string }[]
  entrypoint: string[]
  user: string
  workdir: string
  ports: string[]
  /** Where other tools find it; undefined until it is published. */
  published: { address: string; tags: string[]; plainHttp: boolean } | undefined
}

/** What an image of the tenant is made of and where it is published. Undefined when its bytes are lost. */
export async function getImageContents(actor: Actor, digest: string): Promise<ImageContents | undefined> {
  authorise(actor, 'artifact:read')
  const image = await readImage(digest).catch((error: unknown) => {
    if (error instanceof BareCountError) return undefined
    throw error
  })
  if (!image) return undefined
  const { manifest, config } = image
  const made = (config.history ?? []).filter(({ empty_layer: empty }) => empty !== true)
  const settings = config.config ?? {}
  return {
    platform: `${config.os}/${config.architecture}`,
    layers: manifest.layers.map(({ digest: layer, size }, at) => ({
      digest: layer,
      size,
      createdBy: made[at]?.created_by ?? '',
    })),
    entrypoint: [...(settings.Entrypoint ?? []), ...(settings.Cmd ?? [])],
    user: settings.User ?? '',
    workdir: settings.WorkingDir ?? '',
    ports: Object.keys(settings.ExposedPorts ?? {}),
    published: await publishedAs(actor, digest),
  }
}

async function publishedAs({ tenantId, tenantSlug }: Actor, digest: string): Promise<ImageContents['published']> {
  const manifest = await db.imageManifest.findFirst({
    where: { tenantId, digest },
    select: { repository: true, tags: { select: { name: true }, orderBy: { name: 'desc' } } },
    orderBy: { createdAt: 'desc' },
  })
  if (!manifest) return undefined
  return {
    address: imageAddress(tenantSlug, manifest.repository),
    tags: manifest.tags.map(({ name }) => name),
    plainHttp: !env.BARECOUNT_REGISTRY && new URL(env.BARECOUNT_URL).protocol === 'http:',
  }
}
