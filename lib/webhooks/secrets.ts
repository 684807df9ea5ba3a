import { randomBytes } from 'node:crypto'
import { type Envelope, envelopeSchema, open, seal } from '../secrets/envelope.ts'
import { keyEncryptionKey } from '../secrets/key-encryption-key.ts'

/** How long the secret before still signs, so that receivers can change over one after another. */
export const BOTH_FOR_MS = 24 * 3600_000

type Place = { tenantId: string; id: string }
/** Paths of the secrets service hold no NUL, so this is none of theirs. */
const placeOf = ({ tenantId, id }: Place) => `webhook\0${tenantId}\0${id}`

/** A new signing secret and how it is kept. The text is shown once. */
export function newWebhookSecret(place: Place): { secret: string; envelope: Envelope } {
  const secret = `whsec_${randomBytes(32).toString('base64url')}`
  return { secret, envelope: seal(keyEncryptionKey(), placeOf(place), secret) }
}

type Kept = Place & { secret: unknown; previousSecret: unknown; previousUntil: Date | null }

/** The secrets that sign at this moment, the newest first. Throws when one was changed, moved, or its key was lost. */
export function signingSecrets(endpoint: Kept, now: Date): string[] {
  const opened = (envelope: unknown) => open(keyEncryptionKey(), placeOf(endpoint), envelopeSchema.parse(envelope))
  const both = endpoint.previousSecret && endpoint.previousUntil && endpoint.previousUntil > now
  return [opened(endpoint.secret), ...(both ? [opened(endpoint.previousSecret)] : [])]
}
