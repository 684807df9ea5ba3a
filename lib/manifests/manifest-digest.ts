import { jsonDigest } from '../digest.ts'
import type { NormalisedManifest } from './schema.ts'

/** `sha256:` and the hex of SHA-256 over the manifest's JSON Canonicalization Scheme form (RFC 8785). */
export function manifestDigest(manifest: NormalisedManifest): string {
  return jsonDigest(manifest)
}
