import { createHash } from 'node:crypto'
import canonicalize from 'canonicalize'
import type { NormalisedManifest } from './schema.ts'

/** `sha256:` and the hex of SHA-256 over the manifest's JSON Canonicalization Scheme form (RFC 8785). */
export function manifestDigest(manifest: NormalisedManifest): string {
  return `sha256:${createHash('sha256')
    .update(canonicalize(manifest) ?? '')
    .digest('hex')}`
}
