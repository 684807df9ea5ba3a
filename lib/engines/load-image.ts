import type Docker from 'dockerode'
import type { ImageInspectInfo } from 'dockerode'
import type { OciImage } from '../artifacts/oci/image.ts'
import { readImage } from '../artifacts/oci/image.ts'
import { BareCountError } from '../errors.ts'
import { dockerArchive } from './docker-archive.ts'
import { isGone } from './engine-errors.ts'

/** The repository under which our images lie in an engine; the tag is the digest of the manifest. */
const IMAGE_REPOSITORY = 'barecount.local/runner'

const loading = new Map<string, Promise<string>>()

/** Brings an image into the engine unless it is there, and proves that it is the one. Two that ask at once load it once. */
export function loadImage(docker: Docker, imageDigest: string): Promise<string> {
  const known = loading.get(imageDigest)
  if (known) return known
  const work = load(docker, imageDigest).finally(() => loading.delete(imageDigest))
  loading.set(imageDigest, work)
  return work
}

async function load(docker: Docker, imageDigest: string): Promise<string> {
  const tag = `${IMAGE_REPOSITORY}:${imageDigest.slice('sha256:'.length)}`
  const image = await readImage(imageDigest)
  const there = await inspectImage(docker, tag)
  if (there && isSameImage(image, there)) return there.Id
  const answer = await docker.loadImage(await dockerArchive(imageDigest, tag))
  const said = await readToEnd(answer)
  const loaded = await inspectImage(docker, tag)
  if (loaded && isSameImage(image, loaded)) return loaded.Id
  throw new BareCountError('unavailable', `The container engine did not take the image ${imageDigest} as it is.`, {
    remedy: said ? `It said: ${said.slice(0, 500)}` : 'Look into its log, and at the space left on its disk.',
  })
}

/**
 * Whether what an engine has is the image: by the digest of its config, or, for an engine that names images in another
 * way, by the layers and settings it reports. Pure.
 */
function isSameImage({ digest, manifest, config }: OciImage, found: ImageInspectInfo): boolean {
  const id = found.Id.replace(/^sha256:/, '')
  if (id === manifest.config.digest.slice('sha256:'.length)) return true
  if (id === digest.slice('sha256:'.length)) return true
  const list = (value: unknown) => JSON.stringify(value ?? [])
  const [ours, theirs] = [config.config, found.Config]
  return (
    list(config.rootfs.diff_ids) === list(found.RootFS?.Layers) &&
    list(ours?.Entrypoint) === list(theirs?.Entrypoint) &&
    list(ours?.Cmd) === list(theirs?.Cmd) &&
    list(ours?.Env) === list(theirs?.Env) &&
    (ours?.User ?? '') === (theirs?.User ?? '') &&
    (ours?.WorkingDir ?? '') === (theirs?.WorkingDir ?? '')
  )
}

async function inspectImage(docker: Docker, name: string): Promise<ImageInspectInfo | undefined> {
  return docker
    .getImage(name)
    .inspect()
    .catch((error: unknown) => {
      if (isGone(error)) return undefined
      throw error
    })
}

/** The engine's progress as text; it reports a failure in the stream, under status 200. */
async function readToEnd(stream: NodeJS.ReadableStream): Promise<string> {
  let said = ''
  for await (const chunk of stream) said = (said + String(chunk)).slice(-4000)
  return said.trim()
}
