import { z } from 'zod'

const base64url = z
  .string()
  .max(8192)
  .regex(/^[\w-]+$/)

/** How long somebody has to answer their authenticator. */
export const CHALLENGE_MINUTES = 5

/** What a browser hands over after asking an authenticator about a vote (WebAuthn, `AuthenticationResponseJSON`). */
export const assertionInput = z.object({
  id: base64url,
  rawId: base64url,
  type: z.literal('public-key'),
  response: z.object({
    clientDataJSON: base64url,
    authenticatorData: base64url,
    signature: base64url,
    userHandle: base64url.nullish(),
  }),
  authenticatorAttachment: z.string().max(40).nullish(),
  clientExtensionResults: z.record(z.string(), z.unknown()).default({}),
})
export type AssertionInput = z.output<typeof assertionInput>

export const beginEnrolmentInput = z.strictObject({ password: z.string().max(500).default('') })

/** What a browser hands over after an authenticator made a passkey (`RegistrationResponseJSON`). */
export const enrolInput = z.strictObject({
  name: z.string().trim().min(1, 'Give it a name.').max(80),
  response: z.looseObject({
    id: base64url,
    rawId: base64url,
    type: z.literal('public-key'),
    response: z.looseObject({ clientDataJSON: base64url, attestationObject: z.string().max(60_000) }),
    clientExtensionResults: z.record(z.string(), z.unknown()).default({}),
  }),
})
export type EnrolInput = z.input<typeof enrolInput>

export const removeInput = z.strictObject({ id: z.string().max(40) })

/** Which vote is about to be vouched for. The tenant is the request's own: it may not be the one being worked in. */
export const beginVoteInput = z.strictObject({
  approvalId: z.string().max(40),
  verdict: z.enum(['approve', 'reject']),
})

/** A vote's proof, as evidence carries it: enough for a stranger to verify (docs/formats/passkey-votes.md). */
export const voteAssertion = z.strictObject({
  nonce: z.string(),
  credentialId: z.string(),
  /** SubjectPublicKeyInfo, DER, base64url. */
  publicKey: z.string(),
  rpId: z.string(),
  origin: z.string(),
  clientDataJSON: z.string(),
  authenticatorData: z.string(),
  signature: z.string(),
})
export type VoteAssertion = z.infer<typeof voteAssertion>

export type PasskeyView = {
  id: string
  name: string
  synced: boolean
  createdAt: Date
  lastUsedAt: Date | null
}
