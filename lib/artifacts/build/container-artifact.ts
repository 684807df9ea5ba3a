import { findEngine } from '../../engines/find-engine.ts'
import { takeReference } from '../../registries/take-reference.ts'
import { tenantImages } from '../../registries/tenant-images.ts'
import { type BuildRequest, type BuiltArtifact, builderVersion, sourceOf } from './build-artifact.ts'
import { buildImage, imageContext } from './build-image.ts'
import { declaredFolder, withSource } from './unpack-source.ts'

/** The image of a container runner: built from its Dockerfile, or taken from where the manifest says. */
export async function containerArtifact(
  request: BuildRequest,
  image: { build?: string | undefined; ref?: string | undefined },
): Promise<BuiltArtifact> {
  const { tenantId, log, signal } = request
  if (image.ref !== undefined) return takeReference({ tenantId, reference: image.ref, log, signal })
  const declared = image.build ?? './'
  const startedAt = new Date()
  return withSource(sourceOf(request), { purpose: 'image', log, signal }, async ({ root, work, materials }) => {
    const folder = await imageContext(await declaredFolder(root, declared))
    const sources = tenantImages(tenantId, log, signal)
    const built = await buildImage({ folder, work, sources, findEngine, log, signal })
    return {
      digest: built.digest,
      kind: 'image',
      sizeBytes: built.sizeBytes,
      buildType: built.buildType,
      parameters: { build: declared },
      materials: [...materials, ...built.materials],
      builderVersion: { ...builderVersion, ...(built.engine ? { engine: built.engine } : {}) },
      facts: { unpinned: built.unpinned },
      startedAt,
      finishedAt: new Date(),
    }
  })
}
