import { BareCountError } from '../../errors.ts'
import { manifestDigest } from '../../manifests/manifest-digest.ts'
import type { StageHandler } from '../stage-handler.ts'

/** What was submitted is still what its digest says. */
export const author: StageHandler = async ({ version, declared, log }) => {
  const digest = manifestDigest(declared)
  if (digest !== version.digest) {
    throw new BareCountError(
      'evidence_invalid',
      `Version ${version.version} no longer matches its digest ${version.digest}.`,
      {
        remedy: 'Submit the manifest again, and tell your operator: stored versions never change by themselves.',
      },
    )
  }
  log(`Version ${version.version}, ${digest}`)
  return { output: { version: version.version, digest, sourceDigest: version.sourceDigest } }
}
