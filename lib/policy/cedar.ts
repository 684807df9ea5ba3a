import type * as Cedar from '@cedar-policy/cedar-wasm/nodejs'
import cedarModule from '@cedar-policy/cedar-wasm/nodejs'

/** Cedar's WebAssembly build. What it preparses lives in this thread only, under names that are never freed. */
export const cedar = cedarModule as typeof Cedar

/** The success part of an answer of Cedar. Throws its messages when it failed. */
export function succeeded<T extends { type: string }>(answer: T, what: string): Extract<T, { type: 'success' }> {
  if (answer.type === 'success') return answer as Extract<T, { type: 'success' }>
  const { errors } = answer as unknown as { errors: { message: string; help?: string | null }[] }
  throw new Error(`${what}: ${errors.map(({ message, help }) => (help ? `${message} (${help})` : message)).join('; ')}`)
}

/**
 * A place for one preparsed policy set. The name is fixed because Cedar has no way to drop a name: making one per
 * digest would leak. `use` parses only when the digest differs from what is in place.
 */
export function makeSlot(name: string): {
  use(digest: string, policies: Record<string, string>, schema: string): void
} {
  let held: string | undefined
  return {
    use(digest, policies, schema) {
      if (held === digest) return
      held = undefined
      succeeded(cedar.preparseSchema(name, schema), 'The policy schema does not parse')
      succeeded(cedar.preparsePolicySet(name, { staticPolicies: policies }), 'The policies do not parse')
      held = digest
    },
  }
}
