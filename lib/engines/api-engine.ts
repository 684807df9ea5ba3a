import { once } from 'node:events'
import fs from 'node:fs'
import { PassThrough, type Readable } from 'node:stream'
import Docker from 'dockerode'
import { buildWithEngine } from './build-with-engine.ts'
import { containerOptions, stateOf } from './container-options.ts'
import type { ContainerRequest, Engine } from './engine.ts'
import { isAlready, isGone } from './engine-errors.ts'
import { loadImage } from './load-image.ts'

const ANSWER_MS = 10_000

type Versions = { Components?: { Name: string }[] }

/** The engine that answers on a socket, or undefined when none does. Podman speaks Docker's API too. */
export async function openEngine(socketPath: string): Promise<Engine | undefined> {
  if (!fs.existsSync(socketPath)) return undefined
  const docker = new Docker({ socketPath })
  try {
    const [version, info] = await inTime(Promise.all([docker.version(), docker.info()]))
    const components = (version as Versions).Components ?? []
    const kind = components.some(({ Name }) => /podman/i.test(Name)) ? 'podman' : 'docker'
    const options: string[] = info.SecurityOptions ?? []
    return engineOver(docker, { kind, version: version.Version, rootless: options.some((one) => /rootless/.test(one)) })
  } catch {
    return undefined // a socket nobody listens on, or one that is not ours to use
  }
}

function engineOver(docker: Docker, facts: Pick<Engine, 'kind' | 'version' | 'rootless'>): Engine {
  return {
    ...facts,
    answers: () =>
      inTime(docker.ping()).then(
        () => 'yes' as const,
        (error: Error) => (error.name === 'TimeoutError' ? ('late' as const) : ('no' as const)),
      ),
    build: (context) => buildWithEngine(docker, facts.kind, context),
    save: async (tag) => (await docker.getImage(tag).get()) as Readable,
    removeImage: (tag) => quietly(docker.getImage(tag).remove()),
    load: (imageDigest) => loadImage(docker, imageDigest),
    async create(request: ContainerRequest) {
      const { id } = await docker.createContainer(containerOptions(request, facts.kind))
      return id
    },
    start: (id) => quietly(docker.getContainer(id).start(), isAlreadyStarted),
    stop: (id, graceSeconds) => quietly(docker.getContainer(id).stop({ t: graceSeconds })),
    kill: (id) => quietly(docker.getContainer(id).kill({ signal: 'KILL' })),
    logs: (id, options) => followLogs(docker, id, options),
    async inspect(id) {
      try {
        return stateOf(await docker.getContainer(id).inspect())
      } catch (error) {
        if (isGone(error)) return undefined
        throw error
      }
    },
    wait: (id) => quietly(docker.getContainer(id).wait()),
    remove: (id) => quietly(docker.getContainer(id).remove({ force: true, v: true })),
    async list(label, value) {
      const found = await docker.listContainers({ all: true, filters: { label: [`${label}=${value}`] } })
      return found.map(({ Id: id, Labels: labels }) => ({ id, labels }))
    },
  }
}

async function inTime<T>(asked: Promise<T>): Promise<T> {
  const silence = AbortSignal.timeout(ANSWER_MS)
  return Promise.race([asked, once(silence, 'abort').then(() => Promise.reject(silence.reason))])
}

const isAlreadyStarted = (error: unknown) => (error as { statusCode?: number }).statusCode === 304

async function quietly(work: Promise<unknown>, harmless: (error: unknown) => boolean = isAlready): Promise<void> {
  await work.catch((error: unknown) => {
    if (!harmless(error)) throw error
  })
}

async function followLogs(
  docker: Docker,
  id: string,
  { since, signal }: { since?: number; signal: AbortSignal },
): Promise<Readable> {
  const source = (await docker.getContainer(id).logs({
    follow: true,
    stdout: true,
    stderr: true,
    ...(since === undefined ? {} : { since }),
  })) as unknown as Readable
  const both = new PassThrough()
  docker.modem.demuxStream(source, both, both)
  const end = () => both.end()
  for (const event of ['end', 'close', 'error']) source.once(event, end)
  signal.addEventListener('abort', () => source.destroy(), { once: true })
  return both
}
