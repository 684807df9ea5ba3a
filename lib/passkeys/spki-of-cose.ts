import { createPublicKey, type JsonWebKey } from 'node:crypto'
import { decodeCredentialPublicKey } from '@simplewebauthn/server/helpers'
import { BareCountError } from '../errors.ts'

/** ES256, EdDSA, RS256: what is asked of authenticators, and what any tool verifies. */
export const algorithms = [-7, -8, -257]

const base64url = (value: unknown) => Buffer.from(value as Uint8Array).toString('base64url')

/** An authenticator's key (COSE, RFC 9052) as SubjectPublicKeyInfo: DER, base64url. Throws `unsupported`. Pure. */
export function spkiOfCose(cose: Uint8Array): string {
  const key = decodeCredentialPublicKey(new Uint8Array(cose)) as unknown as Map<number, unknown>
  return createPublicKey({ key: jwkOf(key), format: 'jwk' })
    .export({ type: 'spki', format: 'der' })
    .toString('base64url')
}

function jwkOf(key: Map<number, unknown>): JsonWebKey {
  switch (key.get(3)) {
    case -7:
      return { kty: 'EC', crv: 'P-256', x: base64url(key.get(-2)), y: base64url(key.get(-3)) }
    case -8:
      return { kty: 'OKP', crv: 'Ed25519', x: base64url(key.get(-2)) }
    case -257:
      return { kty: 'RSA', n: base64url(key.get(-1)), e: base64url(key.get(-2)) }
    default:
      throw new BareCountError('unsupported', 'Keys of this kind are not taken.', {
        remedy: 'Use another authenticator: ES256, EdDSA and RS256 are taken.',
      })
  }
}
