import canonicalize from 'canonicalize'
import { digestOf } from '../../digest.ts'
import { type Blob, putBlob } from '../blobs.ts'
import type { Referrer } from './registry/referrers.ts'
import { type Descriptor, mediaTypes } from './schema.ts'

/** What a manifest that carries a Sigstore bundle is of. Source: cosign, BUNDLE_SPEC.md. */
export const BUNDLE_TYPE = 'application/vnd.dev.sigstore.bundle.v0.3+json'

const emptyConfig = Buffer.from('{}')

export type BundleManifest = { bytes: Buffer; entry: Referrer; blobs: Blob[] }

/**
 * An OCI 1.1 manifest around a Sigstore bundle that refers to `subject`, its blobs in the store. `created` is when the
 * statement was signed, so that the same statement gives the same manifest.
 */
export async function bundleManifest(
  subject: Descriptor,
  statement: { predicateType: string; bundle: object; createdAt: Date },
): Promise<BundleManifest> {
  const config = await putBlob(emptyConfig)
  const layer = await putBlob(Buffer.from(canonicalize(statement.bundle) as string))
  const annotations = {
    'dev.sigstore.bundle.content': 'dsse-envelope',
    'dev.sigstore.bundle.predicateType': statement.predicateType,
    'org.opencontainers.image.created': statement.createdAt.toISOString(),
  }
  const { mediaType, digest, size } = subject
  const manifest = {
    schemaVersion: 2,
    mediaType: mediaTypes.manifest,
    artifactType: BUNDLE_TYPE,
    config: { mediaType: mediaTypes.empty, ...config },
    layers: [{ mediaType: BUNDLE_TYPE, ...layer }],
    subject: { mediaType, digest, size },
    annotations,
  }
  const bytes = Buffer.from(canonicalize(manifest) as string)
  const entry: Referrer = {
    mediaType: mediaTypes.manifest,
    digest: digestOf(bytes),
    size: bytes.length,
    artifactType: BUNDLE_TYPE,
    annotations,
  }
  return { bytes, entry, blobs: [config, layer] }
}
