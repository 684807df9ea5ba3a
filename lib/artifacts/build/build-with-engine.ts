import { randomBytes } from 'node:crypto'
import type { Engine } from '../../engines/engine.ts'
import { log as journal } from '../../log.ts'
import { platformHere } from '../oci/choose-platform.ts'
import { architecture, readImage } from '../oci/image.ts'
import { importArchive } from '../oci/import-archive.ts'
import { parseReference, type Reference, sayReference } from '../oci/registry/reference.ts'
import type { Material } from '../sign/provenance.ts'
import type { ImageBuild } from './build-image.ts'
import { type Place, refuseAt } from './dockerfile/dockerfile-fault.ts'
import type { Dockerfile } from './dockerfile/parse-dockerfile.ts'
import { sayUnpinned } from './dockerfile/say-unpinned.ts'
import { stagesOf } from './dockerfile/stages.ts'

export type EngineImage = { digest: string; sizeBytes: number; materials: Material[]; unpinned: string[] }

/**
 * Has the engine build a Dockerfile and takes the result into the blob store. The engine pulls for itself, so the
 * images it begins from are judged first: only what an approved registry holds is named to it.
 * Throws `build_failed` with the engine's words, `policy_denied` for a registry that is not approved.
 */
export async function buildWithEngine(build: ImageBuild, dockerfile: Dockerfile, engine: Engine): Promise<EngineImage> {
  const { materials, unpinned } = await judgeBases(build, dockerfile)
  const tag = `barecount-build:${randomBytes(8).toString('hex')}`
  const { folder, log, signal } = build
  try {
    await engine.build({ folder, dockerfile: dockerfile.file, tag, log, ...(signal && { signal }) })
    const digest = await importArchive(await engine.save(tag), { what: 'the built image', platform: platformHere })
    const { manifest } = await readImage(digest)
    const sizeBytes = [manifest.config, ...manifest.layers].reduce((sum, { size }) => sum + size, 0)
    log(`Took the image ${digest} from ${engine.kind}: ${manifest.layers.length} layers.`)
    return { digest, sizeBytes, materials, unpinned }
  } finally {
    await engine.removeImage(tag).catch((error: unknown) => journal.warn({ err: error, tag }, 'built image stays'))
  }
}

async function judgeBases({ sources, log }: ImageBuild, dockerfile: Dockerfile) {
  const { stages } = stagesOf(dockerfile, architecture)
  const stageNames = new Set(stages.map(({ name }) => name))
  const materials: Material[] = []
  const unpinned: string[] = []
  const named = stages.flatMap(({ from, place, instructions }) => [
    { from, place },
    ...instructions.flatMap(({ flags, place: at }) =>
      flags.from === undefined ? [] : [{ from: flags.from, place: at }],
    ),
  ])
  for (const { from, place } of named) {
    if (from === 'scratch' || stageNames.has(from.toLowerCase()) || /^\d+$/.test(from)) continue
    const reference = referenceOf(from, place)
    const { digest } = await sources.resolve(reference)
    if (!reference.digest) unpinned.push(sayUnpinned(from, place, log))
    materials.push({ uri: `docker://${sayReference({ ...reference, digest })}`, digest: { sha256: digest.slice(7) } })
  }
  return { materials, unpinned }
}

function referenceOf(from: string, place: Place): Reference {
  const reference = /^(oci|oci-archive|docker-archive):/.test(from) ? undefined : parseReference(from)
  if (reference) return reference
  throw refuseAt(
    place,
    `${from} is nothing an engine can begin from.`,
    'With RUN, begin from an image of a registry, or leave RUN out.',
  )
}
