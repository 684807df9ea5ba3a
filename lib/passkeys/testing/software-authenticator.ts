import { createHash, generateKeyPairSync, randomBytes, sign } from 'node:crypto'
import type { AssertionInput } from '../schema.ts'

const sha256 = (content: Buffer | string) => createHash('sha256').update(content).digest()
const text = (words: string) => Buffer.concat([Buffer.from([0x60 | words.length]), Buffer.from(words)])

/**
 * An authenticator in memory, as WebAuthn level 3 describes them: one P-256 key, no attestation, counting its
 * signatures. `host` is the relying party; every flag a test may want to be wrong can be.
 */
export function softwareAuthenticator(host = 'localhost', origin = 'http://localhost:4400') {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const id = randomBytes(16)
  const { x = '', y = '' } = publicKey.export({ format: 'jwk' })
  let counter = 0
  const clientData = (type: string, challenge: string, at = origin) =>
    Buffer.from(JSON.stringify({ type, challenge, origin: at, crossOrigin: false }))
  const data = (flags: number, at = host) => {
    const count = Buffer.alloc(4)
    count.writeUInt32BE(++counter)
    return Buffer.concat([sha256(at), Buffer.from([flags]), count])
  }
  // Map of five: kty EC2, alg ES256, crv P-256, x, y (RFC 9052, deterministic encoding).
  const cose = Buffer.concat([
    Buffer.from('a5010203262001215820', 'hex'),
    Buffer.from(x, 'base64url'),
    Buffer.from('225820', 'hex'),
    Buffer.from(y, 'base64url'),
  ])
  const named = { id: id.toString('base64url'), rawId: id.toString('base64url'), type: 'public-key' as const }
  return {
    /** What `navigator.credentials.create` would answer to these options. */
    create(challenge: string) {
      const credential = Buffer.concat([Buffer.alloc(16), Buffer.from([0, id.length]), id, cose])
      const authData = Buffer.concat([data(0x45), credential])
      const attestation = Buffer.concat([
        Buffer.from([0xa3]),
        text('fmt'),
        text('none'),
        text('attStmt'),
        Buffer.from([0xa0]),
        text('authData'),
        Buffer.from([0x58, authData.length]),
        authData,
      ])
      const response = {
        clientDataJSON: clientData('webauthn.create', challenge).toString('base64url'),
        attestationObject: attestation.toString('base64url'),
      }
      return { ...named, response, clientExtensionResults: {} }
    },
    /** What `navigator.credentials.get` would answer. */
    get(challenge: string, wrong: { flags?: number; host?: string; origin?: string } = {}): AssertionInput {
      const said = clientData('webauthn.get', challenge, wrong.origin)
      const authenticatorData = data(wrong.flags ?? 0x05, wrong.host)
      const signature = sign('sha256', Buffer.concat([authenticatorData, sha256(said)]), privateKey)
      return {
        ...named,
        response: {
          clientDataJSON: said.toString('base64url'),
          authenticatorData: authenticatorData.toString('base64url'),
          signature: signature.toString('base64url'),
        },
        clientExtensionResults: {},
      }
    },
    spki: publicKey.export({ type: 'spki', format: 'der' }).toString('base64url'),
  }
}
