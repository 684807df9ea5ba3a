import { createHash, createPublicKey, type KeyObject, sign } from 'node:crypto'

/** Whatever can sign: a key file here, a key service elsewhere. */
export interface Signer {
  /** Lower-case hex SHA-256 of `publicKeyDer`. */
  readonly keyId: string
  /** SPKI, PEM. */
  readonly publicKeyPem: string
  /** SPKI, DER. */
  readonly publicKeyDer: Buffer
  /** ECDSA P-256 over SHA-256 of `data`; an ASN.1 DER signature, which is what Sigstore tools read. */
  sign(data: Uint8Array): Promise<Buffer>
}

/** The id of a public key: lower-case hex SHA-256 of its SPKI DER. */
export function keyIdOf(publicKey: KeyObject): string {
  return createHash('sha256')
    .update(publicKey.export({ type: 'spki', format: 'der' }))
    .digest('hex')
}

/** A signer around a P-256 private key held in memory. Throws a TypeError for any other kind of key. */
export function signerOf(privateKey: KeyObject): Signer {
  if (privateKey.asymmetricKeyDetails?.namedCurve !== 'prime256v1') {
    throw new TypeError('A signer needs an EC P-256 private key.')
  }
  const publicKey = createPublicKey(privateKey)
  return {
    keyId: keyIdOf(publicKey),
    publicKeyPem: publicKey.export({ type: 'spki', format: 'pem' }) as string,
    publicKeyDer: publicKey.export({ type: 'spki', format: 'der' }),
    sign: async (data) => sign('sha256', data, privateKey),
  }
}
