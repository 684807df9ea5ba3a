import type { KeyObject } from 'node:crypto'
import { openKeyFile } from '../artifacts/sign/key-file.ts'

/**
 * The installation's Ed25519 key for checkpoints, made at first use and kept with the same care as the signing key:
 * never in the database, so that who can rewrite rows cannot sign a log that agrees with them.
 * Throws `unavailable` when the file could be read by others.
 */
export function logKey(): KeyObject {
  return openKeyFile('log', 'ed25519')
}
