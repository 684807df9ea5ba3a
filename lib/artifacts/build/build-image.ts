import fs from 'node:fs'
import { readdir, readFile, rm } from 'node:fs/promises'
import path from 'node:path'
import type { Engine } from '../../engines/engine.ts'
import { BareCountError } from '../../errors.ts'
import { platformHere } from '../oci/choose-platform.ts'
import { architecture, writeImage } from '../oci/image.ts'
import { ENGINE_IMAGE_BUILD_TYPE, IMAGE_BUILD_TYPE, type Material } from '../sign/provenance.ts'
import { buildWithEngine } from './build-with-engine.ts'
import { buildStages } from './dockerfile/build-stages.ts'
import { type Place, refuseAt } from './dockerfile/dockerfile-fault.ts'
import { contextTree } from './dockerfile/file-tree.ts'
import { findBase } from './dockerfile/find-base.ts'
import { ignorePatterns } from './dockerfile/ignore-patterns.ts'
import { type Dockerfile, parseDockerfile } from './dockerfile/parse-dockerfile.ts'
import { sayUnpinned } from './dockerfile/say-unpinned.ts'
import { stagesOf } from './dockerfile/stages.ts'
import type { ImageSources } from './image-sources.ts'

export type ImageBuild = {
  /** The context, unpacked. */
  folder: string
  /** A folder for what is on its way. */
  work: string
  sources: ImageSources
  /** The engine of this host, asked for only when the Dockerfile has something to execute. */
  findEngine(): Promise<Engine | undefined>
  log(line: string): void
  signal?: AbortSignal | undefined
}

export type BuiltImage = {
  /** Of its manifest; everything is in the blob store. */
  digest: string
  sizeBytes: number
  buildType: string
  materials: Material[]
  /** What can be another image tomorrow, as `name (Dockerfile, line 1)`. */
  unpinned: string[]
  /** What built it, when it was not this product itself: `podman 5.4.0`. */
  engine?: string
}

/**
 * Builds the image of a Dockerfile. Without RUN nothing is executed and no engine is needed: the same context gives the
 * same digest on any machine of the same architecture. With RUN the engine of this host builds it.
 * Throws `build_failed` naming file, line and what to do.
 */
export async function buildImage(build: ImageBuild): Promise<BuiltImage> {
  const { folder, log } = build
  const file = dockerfileIn(folder)
  const dockerfile = parseDockerfile(file, await readFile(path.join(folder, file), 'utf8'))
  const ignored = ignorePatterns(await ignoreFile(folder, file))
  const executes = dockerfile.instructions.find(({ keyword }) => keyword === 'RUN')
  if (!executes) return buildHere(build, dockerfile, ignored)
  const engine = await build.findEngine()
  if (!engine) throw needsEngine(executes.place)
  log(`Line ${executes.place.line} executes something, so ${engine.kind} ${engine.version} builds it.`)
  // What an engine is not given it cannot copy, whether it honours the file or not.
  await removeIgnored(folder, ignored, [file, '.dockerignore'])
  const { digest, sizeBytes, materials, unpinned } = await buildWithEngine(build, dockerfile, engine)
  return {
    digest,
    sizeBytes,
    materials,
    unpinned,
    engine: `${engine.kind} ${engine.version}`,
    buildType: ENGINE_IMAGE_BUILD_TYPE,
  }
}

async function buildHere(
  build: ImageBuild,
  dockerfile: Dockerfile,
  ignored: (path: string) => boolean,
): Promise<BuiltImage> {
  const { folder, work, log, signal, sources } = build
  const materials: Material[] = []
  const unpinned: string[] = []
  const { layers, settings } = await buildStages({
    ...stagesOf(dockerfile, architecture),
    escapeChar: dockerfile.escapeChar,
    context: await contextTree(folder, ignored),
    work,
    log,
    signal,
    async baseOf(stage) {
      const base = await findBase(stage, { folder, platform: platformHere, sources })
      materials.push(base.material)
      log(`Begins from ${stage.from}: ${base.digest}`)
      if (!base.pinned) unpinned.push(sayUnpinned(stage.from, stage.place, log))
      return base
    },
  })
  const { digest, size } = await writeImage(layers, settings)
  log(`Wrote the image ${digest}: ${layers.length} layers, ${size} bytes.`)
  return { digest, sizeBytes: size, buildType: IMAGE_BUILD_TYPE, materials, unpinned }
}

/** The folder of a declared context that has the Dockerfile: people also upload it with a folder around. */
export async function imageContext(folder: string): Promise<string> {
  if (hasDockerfile(folder)) return folder
  const [only, ...others] = await readdir(folder, { withFileTypes: true })
  if (only?.isDirectory() && !others.length) return imageContext(path.join(folder, only.name))
  throw new BareCountError('build_failed', 'There is no Dockerfile in the source.', {
    remedy: 'Put a file named Dockerfile into the folder that image.build names.',
  })
}

const names = ['Dockerfile', 'Containerfile']
const hasDockerfile = (folder: string) => names.some((name) => fs.existsSync(path.join(folder, name)))

function dockerfileIn(folder: string): string {
  const found = names.find((name) => fs.existsSync(path.join(folder, name)))
  if (found) return found
  throw new BareCountError('build_failed', 'There is no Dockerfile in the source.')
}

async function ignoreFile(folder: string, dockerfile: string): Promise<string> {
  for (const name of [`${dockerfile}.dockerignore`, '.dockerignore']) {
    const content = await readFile(path.join(folder, name), 'utf8').catch(() => undefined)
    if (content !== undefined) return content
  }
  return ''
}

async function removeIgnored(folder: string, ignored: (path: string) => boolean, kept: string[]): Promise<void> {
  const listed = await readdir(folder, { recursive: true, withFileTypes: true })
  for (const entry of listed) {
    const name = path.relative(folder, path.join(entry.parentPath, entry.name)).split(path.sep).join('/')
    if (!entry.isDirectory() && ignored(name) && !kept.includes(name))
      await rm(path.join(folder, name), { force: true })
  }
}

function needsEngine(place: Place): BareCountError {
  return refuseAt(
    place,
    'RUN executes something, and there is no container engine here.',
    'Install Docker or Podman on the host of the worker (on Debian: apt-get install podman), or build without RUN.',
  )
}
