import type { ApprovalSlot } from '../policy/schema.ts'

/** How a voter vouched for being who they are, checked already (lib/approvals/vouch.ts makes these). */
export type Proof = { kind: 'session' } | { kind: 'password' } | { kind: 'passkey'; assertion: object }

const strength = { session: 0, password: 1, passkey: 2 } as const

/** Whether a proof is what a slot asks for; a stronger one does as well. Pure. */
export function vouches(proof: Proof, slot: Pick<ApprovalSlot, 'assurance'>): boolean {
  return strength[proof.kind] >= strength[slot.assurance]
}
