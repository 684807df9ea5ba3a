import canonicalize from 'canonicalize'
import { digestOf } from '../digest.ts'
import { BareCountError } from '../errors.ts'
import { holdsUnstorable, nestsDeeper } from './storable-json.ts'

/** Lambda's limit for a synchronous payload. */
export const MAX_INPUT_BYTES = 6 * 1024 * 1024
const MAX_DEPTH = 100

export type RunInput = {
  /** What the database keeps and the function gets. */
  value: unknown
  /** `sha256:…` over its canonical JSON: equal for equal inputs however they were written. */
  digest: string
}

/**
 * Checks the input of a run. Nothing given is `{}`. Throws `payload_too_large`, and `invalid_input` when it is nested
 * too deep or holds what cannot be stored.
 */
export function readInput(given: unknown): RunInput {
  const value = given === undefined ? {} : given
  if (nestsDeeper(value, MAX_DEPTH)) throw fault(`The input is nested deeper than ${MAX_DEPTH} levels.`)
  const written = JSON.stringify(value)
  if (written === undefined) throw fault('The input is not JSON.')
  if (holdsUnstorable(written)) throw fault('The input holds NUL or half a surrogate pair, which cannot be stored.')
  const text = canonicalize(value) ?? written
  if (Buffer.byteLength(text) > MAX_INPUT_BYTES) {
    throw new BareCountError('payload_too_large', 'The input of a run is limited to 6 MiB.', {
      remedy: 'Put the data into storage and pass its name.',
    })
  }
  return { value, digest: digestOf(text) }
}

function fault(message: string): BareCountError {
  return new BareCountError('invalid_input', message, { faults: [{ path: 'input', message }] })
}
