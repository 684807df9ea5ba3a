import { createHash } from 'node:crypto'
import type { ScanFinding } from '../artifacts/schema.ts'

type Named = Pick<ScanFinding, 'kind' | 'rule'> & {
  component?: string | null | undefined
  version?: string | null | undefined
  path?: string | null | undefined
}

/**
 * What a triage of a finding is about: the same rule about the same component, whatever its version and wherever it is.
 * Secrets have no component, so each place is a subject of its own: one false alarm excuses no other. Pure.
 */
export function findingSubject({ kind, rule, component, path }: Named): string {
  return hashed([kind, rule, component, kind === 'secret' ? path : ''])
}

/** What makes a finding the same one in the next scan of the artifact. Pure. */
export function findingKey({ kind, rule, component, version, path }: Named): string {
  // A package found at another place first is the same package; a line of a file is not the same as another line.
  const place = kind === 'secret' || kind === 'dependency' ? path : ''
  return hashed([kind, rule, component, version, place])
}

/** The migration that filled the table first hashes the same words in SQL. */
function hashed(words: readonly (string | null | undefined)[]): string {
  return createHash('sha256')
    .update(words.map((word) => word ?? '').join('\n'))
    .digest('hex')
}
