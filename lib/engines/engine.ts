import type { Readable } from 'node:stream'

export type EngineBuild = {
  /** The context: every file below it may be read by the Dockerfile. */
  folder: string
  /** Path of the Dockerfile below `folder`. */
  dockerfile: string
  /** What the engine calls the result until it is saved and removed. */
  tag: string
  log(line: string): void
  signal?: AbortSignal
}

/** A container engine of this host: Docker or Podman. */
export type Engine = {
  kind: 'docker' | 'podman'
  version: string
  rootless: boolean
  /** Builds an image and tags it. Throws `build_failed` with the engine's own words. */
  build(context: EngineBuild): Promise<void>
  /** The image as a docker-archive tar. */
  save(tag: string): Promise<Readable>
  removeImage(tag: string): Promise<void>
}
