import type { Actor } from '../auth/actor.ts'
import { BareCountError } from '../errors.ts'
import type { ApprovalSlot } from '../policy/schema.ts'
import { type Proof, vouches } from './proof.ts'
import { sayWho } from './say-slots.ts'

/**
 * The rules whose places a vote fills: those that ask for what the voice is, as far as the proof vouches for it and the
 * token's scopes reach. Throws `forbidden` when it is none, `invalid_input` when a better proof would do. Pure.
 */
export function placesFilled(
  actor: Pick<Actor, 'scopes'>,
  { slots }: { slots: readonly ApprovalSlot[] },
  places: readonly string[],
  proof: Proof,
): string[] {
  const open = slots.filter(({ by }) => places.includes(by))
  if (!open.length) {
    throw new BareCountError('forbidden', `This asks for ${sayWho(slots)}; you are none of them.`, {
      remedy: 'Ask an admin of the tenant for the role, or leave it to whoever has it.',
    })
  }
  const inScope = open.filter(({ overrides }) => !overrides || !actor.scopes || actor.scopes.includes('gate:override'))
  if (!inScope.length) {
    throw new BareCountError('forbidden', 'Letting this pass takes a token with the scope gate:override.', {
      remedy: 'Use a token with that scope, or decide in the portal.',
    })
  }
  const filled = inScope.filter((slot) => vouches(proof, slot))
  if (!filled.length) refuseProof(inScope)
  return filled.map(({ rule }) => rule)
}

function refuseProof(slots: readonly ApprovalSlot[]): never {
  const [path, message] = slots.some(({ assurance }) => assurance === 'password')
    ? ['password', 'This takes your passkey, or your password once more while you have none.']
    : ['assertion', 'This takes your passkey.']
  throw new BareCountError('invalid_input', message as string, {
    faults: [{ path: path as string, message: message as string }],
    remedy: 'Decide on the page of the request.',
  })
}
