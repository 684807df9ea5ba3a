import { createHash } from 'node:crypto'
import canonicalize from 'canonicalize'

/** `sha256:` and the hex of SHA-256 over bytes, or over text as UTF-8: how everything here is named by content. Pure. */
export function digestOf(content: Uint8Array | string): string {
  return `sha256:${createHash('sha256').update(content).digest('hex')}`
}

/** `digestOf` the value's canonical JSON (RFC 8785): equal for equal values, however they were written. Pure. */
export function jsonDigest(value: object): string {
  return digestOf(canonicalize(value) as string)
}
