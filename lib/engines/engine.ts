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

export type Mount = { source: string; target: string; readOnly: boolean }

/** A container as it is asked for. It gets no network, no capabilities and no new privileges, whatever its image says. */
export type ContainerRequest = {
  name: string
  /** What `load` answered. */
  image: string
  /** Replaces the image's own entrypoint and command. */
  command: string[]
  env: Record<string, string>
  labels: Record<string, string>
  mounts: Mount[]
  memoryMib: number
  vcpuMilli: number
  pids: number
}

/** What the engine says of a container. */
export type ContainerState = {
  id: string
  labels: Record<string, string>
  state: 'created' | 'running' | 'exited'
  exitCode?: number
  /** The kernel ended something in it for want of memory. */
  outOfMemory: boolean
  /** As the engine keeps them, not as they were asked for. */
  limits: { memoryMib: number; vcpuMilli: number; pids: number }
  user: string
  noNewPrivileges: boolean
  readOnly: boolean
  network: string
}

/** A container engine of this host: Docker or Podman. */
export type Engine = {
  kind: 'docker' | 'podman'
  version: string
  rootless: boolean
  /** Whether it answers now; `late` when it is there but takes its time. */
  answers(): Promise<'yes' | 'late' | 'no'>
  /** Builds an image and tags it. Throws `build_failed` with the engine's own words. */
  build(context: EngineBuild): Promise<void>
  /** The image as a docker-archive tar. */
  save(tag: string): Promise<Readable>
  /** Forgets a tag, and the image when it was its last; quietly when it is gone. */
  removeImage(tag: string): Promise<void>
  /**
   * Brings an image of the blob store into the engine, once, and answers what the engine calls it. Throws `unavailable`
   * when what the engine then has is not that image.
   */
  load(imageDigest: string): Promise<string>
  /** Makes a container without starting it; answers its id. */
  create(request: ContainerRequest): Promise<string>
  start(id: string): Promise<void>
  /** Asks it to end (SIGTERM) and ends it after `graceSeconds`. Quietly when it has ended. */
  stop(id: string, graceSeconds: number): Promise<void>
  /** Ends it at once. Quietly when it has ended. */
  kill(id: string): Promise<void>
  /** What it writes from `since` on (Unix seconds), both channels in one, until it ends or `signal` aborts. */
  logs(id: string, options: { since?: number; signal: AbortSignal }): Promise<Readable>
  /** Undefined when there is no such container. */
  inspect(id: string): Promise<ContainerState | undefined>
  /** Resolves when it has ended. */
  wait(id: string): Promise<void>
  /** Removes it, running or not; quietly when it is gone. */
  remove(id: string): Promise<void>
  /** Containers that carry this label with this value. */
  list(label: string, value: string): Promise<{ id: string; labels: Record<string, string> }[]>
}
