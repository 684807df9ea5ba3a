import product from '../../../package.json' with { type: 'json' }
import { BareCountError } from '../../errors.ts'
import type { NormalisedManifest } from '../../manifests/schema.ts'
import type { TakenReference } from '../../registries/record-reference.ts'
import { FUNCTION_ZIP_BUILD_TYPE, JOB_PACKAGE_BUILD_TYPE, type Material } from '../sign/provenance.ts'
import { buildFunction } from './build-function.ts'
import { buildJob } from './build-job.ts'
import { containerArtifact } from './container-artifact.ts'
import { buildGoldenImage } from './golden-image/build-golden-image.ts'

export type BuildRequest = {
  tenantId: string
  runner: NormalisedManifest['runner']
  /** What was uploaded, in the blob store; undefined when the manifest needs no source or came without it. */
  source: { digest: string; kind: 'zip' | 'git_bundle' } | undefined
  /** One line into the live log. */
  log(line: string): void
  signal?: AbortSignal
}

export type ArtifactKind = 'function_zip' | 'image' | 'job_package' | 'golden_image'

/** What a build made: bytes in the blob store, named by digest, and how they came to be. */
export type BuiltArtifact = {
  /** `sha256:…` of the zip, or of the OCI manifest of an image. */
  digest: string
  kind: ArtifactKind
  /** Of everything it is made of. */
  sizeBytes: number
  /** Names a section of docs/formats/build-types.md. */
  buildType: string
  /** What the tenant controlled, beside the manifest's digest. */
  parameters: Record<string, unknown>
  /** What the build read, as provenance names it. */
  materials: Material[]
  /** Versions of what built it. */
  builderVersion: Record<string, string>
  /** Small facts for people, e.g. how many files. */
  facts: Record<string, unknown>
  /** Of an image that somebody else built: its name, and what its publisher signed. */
  reference?: TakenReference
  startedAt: Date
  finishedAt: Date
}

/**
 * Builds what a manifest declares, by its class. Running it again after a crash is harmless.
 * Throws `build_failed`, `hostile_archive`, `invalid_input` or `unsupported` with what to do about it.
 */
export async function buildArtifact(request: BuildRequest): Promise<BuiltArtifact> {
  const { runner } = request
  switch (runner.class) {
    case 'serverless':
      return functionArtifact(request, runner.function)
    case 'container':
      return containerArtifact(request, runner.image)
    case 'managed_etl':
      return jobArtifact(request, runner.job)
    case 'dedicated_compute':
      return { ...(await buildGoldenImage(request, runner)), builderVersion }
  }
}

/** The uploaded source of a build that cannot do without. Throws `build_failed`. */
export function sourceOf({ source }: BuildRequest): NonNullable<BuildRequest['source']> {
  if (source) return source
  throw new BareCountError('build_failed', 'This version was submitted without its source.', {
    remedy: 'Open the manifest, upload the source folder, and submit it again.',
  })
}

/** What built it: the runtime and this product. */
export const builderVersion = { node: process.versions.node, barecount: product.version }

async function functionArtifact(
  request: BuildRequest,
  declared: { source: string; runtime: 'nodejs' | 'provided'; handler?: string | undefined },
): Promise<BuiltArtifact> {
  const { log, signal } = request
  const { digest: sourceDigest, kind: sourceKind } = sourceOf(request)
  const built = await buildFunction({ sourceDigest, sourceKind, function: declared, log, ...(signal && { signal }) })
  const { digest, sizeBytes, entries, dependencies, materials, startedAt, finishedAt } = built
  const { source, runtime, handler } = declared
  return {
    digest,
    kind: 'function_zip',
    sizeBytes,
    buildType: FUNCTION_ZIP_BUILD_TYPE,
    parameters: { source, runtime, ...(handler ? { handler } : {}) },
    materials,
    builderVersion,
    facts: { entries, dependencies },
    startedAt,
    finishedAt,
  }
}

async function jobArtifact(
  request: BuildRequest,
  job: { source: string; engine: 'sql' | 'python' | 'notebook'; entry: string },
): Promise<BuiltArtifact> {
  const { log, signal } = request
  const built = await buildJob({ source: sourceOf(request), job, log, ...(signal && { signal }) })
  return { ...built, kind: 'job_package', buildType: JOB_PACKAGE_BUILD_TYPE, parameters: { ...job }, builderVersion }
}
