import { createPublicKey, type KeyObject, sign, verify } from 'node:crypto'
import canonicalize from 'canonicalize'
import { digestOf } from '../digest.ts'
import type { SpoolEntry } from './schema.ts'

/** What the first entry of a spool follows. */
export const GENESIS = `sha256:${'0'.repeat(64)}`

type Unsigned<E> = E extends SpoolEntry ? Omit<E, 'sig'> : never
export type UnsignedEntry = Unsigned<SpoolEntry>

/** The bytes that are signed and hashed: the entry without its signature, as canonical JSON (RFC 8785). */
function entryBytes({ seq, prev, at, kind, body }: UnsignedEntry): Buffer {
  return Buffer.from(canonicalize({ seq, prev, at, kind, body }) as string)
}

/** What names an entry, and what the next one holds as `prev`. Pure. */
export function entryDigest(entry: UnsignedEntry): string {
  return digestOf(entryBytes(entry))
}

/** The entry with the signature of the agent's key. */
export function signEntry(key: KeyObject, entry: UnsignedEntry): SpoolEntry {
  return { ...entry, sig: sign('sha256', entryBytes(entry), key).toString('base64') } as SpoolEntry
}

/** Whether the agent with this key signed the entry as it is. Pure. */
export function isSignedBy(publicPem: string, entry: SpoolEntry): boolean {
  return verify('sha256', entryBytes(entry), createPublicKey(publicPem), Buffer.from(entry.sig, 'base64'))
}
