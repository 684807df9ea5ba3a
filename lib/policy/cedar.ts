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

/** Places of one kind. Each holds a whole parsed set, so there are only as many as tenants of their own take turns. */
const PLACES = 8

/**
 * A few places for preparsed policy sets. Their names are fixed because Cedar has no way to drop a name: making one per
 * digest would leak. `use` answers the name of the place that holds the digest; the one unused longest makes room.
 */
export function makeSlots(
  kind: string,
  places = PLACES,
): { use(digest: string, policies: Record<string, string>, schema?: string): string } {
  // By digest, in the order of their last use.
  const held = new Map<string, string>()
  const free = Array.from({ length: places }, (_, at) => `${kind}${at}`)
  return {
    use(digest, policies, schema) {
      const known = held.get(digest)
      if (known !== undefined) {
        held.delete(digest)
        held.set(digest, known)
        return known
      }
      const name = free.pop() ?? takeOldest(held)
      try {
        if (schema !== undefined) succeeded(cedar.preparseSchema(name, schema), 'The policy schema does not parse')
        succeeded(cedar.preparsePolicySet(name, { staticPolicies: policies }), 'The policies do not parse')
      } catch (error) {
        // What it holds now is nobody's.
        free.push(name)
        throw error
      }
      held.set(digest, name)
      return name
    },
  }
}

function takeOldest(held: Map<string, string>): string {
  const [[digest, name] = []] = held
  if (digest === undefined || name === undefined) throw new Error('There is no place for a policy set')
  held.delete(digest)
  return name
}
