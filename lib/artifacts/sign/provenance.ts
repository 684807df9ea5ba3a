import { makeStatement, predicateTypes, type Statement } from './statement.ts'

/** Documented in docs/formats/build-types.md, with how to rebuild. */
export const FUNCTION_ZIP_BUILD_TYPE = 'https://barecount.io/build-types/function-zip/v1'
/** A Dockerfile without RUN, built without an engine. */
export const IMAGE_BUILD_TYPE = 'https://barecount.io/build-types/image/v1'
/** A Dockerfile with RUN, built by Docker or Podman. */
export const ENGINE_IMAGE_BUILD_TYPE = 'https://barecount.io/build-types/image-engine/v1'
/** An image that somebody else built, taken by digest. */
export const REFERENCED_IMAGE_BUILD_TYPE = 'https://barecount.io/build-types/image-reference/v1'
/** An image that hosts start from. */
export const GOLDEN_IMAGE_BUILD_TYPE = 'https://barecount.io/build-types/golden-image/v1'
/** A managed ETL job as a zip. */
export const JOB_PACKAGE_BUILD_TYPE = 'https://barecount.io/build-types/job-package/v1'

/** The builder's identity says which trust mode it runs in: here, the worker on its own host. */
const LOCAL_BUILDER_ID = 'https://barecount.io/builders/worker/v1'

/** Something the build read: its address and digest. */
export type Material = { uri: string; digest: Record<string, string>; name?: string }

export type BuildFacts = {
  artifact: { name: string; sha256: string }
  buildType: string
  /** All of what the tenant controls, and nothing else: verifiers may refuse parameters they do not know. */
  externalParameters: Record<string, unknown>
  materials: Material[]
  /** Versions of what built it, e.g. `{ node: '24.21.0' }`. */
  builderVersion: Record<string, string>
  /** What asked for the build, e.g. a deployment id. */
  invocationId: string
  startedAt: Date
  finishedAt: Date
}

/**
 * How an artifact came to be, as an in-toto statement. No SLSA level is claimed: the builder shares its host with
 * other parts of the platform. Source: slsa.dev/spec/v1.0/provenance.
 */
export function makeProvenance(facts: BuildFacts): Statement {
  return makeStatement(
    [{ name: facts.artifact.name, digest: { sha256: facts.artifact.sha256 } }],
    predicateTypes.provenance,
    {
      buildDefinition: {
        buildType: facts.buildType,
        externalParameters: facts.externalParameters,
        internalParameters: {},
        resolvedDependencies: facts.materials,
      },
      runDetails: {
        builder: { id: LOCAL_BUILDER_ID, version: facts.builderVersion },
        metadata: {
          invocationId: facts.invocationId,
          startedOn: facts.startedAt.toISOString(),
          finishedOn: facts.finishedAt.toISOString(),
        },
      },
    },
  )
}
