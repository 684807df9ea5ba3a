import { type KeyObject, verify } from 'node:crypto'
import { BareCountError } from '../../errors.ts'
import type { Signer } from './signer.ts'

/** The payload type of every in-toto statement. */
export const IN_TOTO_PAYLOAD_TYPE = 'application/vnd.in-toto+json'

/** A DSSE envelope, as JSON carries it: standard base64 throughout. */
export type Envelope = {
  payload: string
  payloadType: string
  signatures: { sig: string; keyid: string }[]
}

/**
 * The bytes that DSSE signs for a body of `payloadType`.
 * Source: secure-systems-lab/dsse protocol.md 1.0.0, "PAE".
 */
export function preAuthenticationEncoding(payloadType: string, body: Uint8Array): Buffer {
  const head = `DSSEv1 ${Buffer.byteLength(payloadType)} ${payloadType} ${body.byteLength} `
  return Buffer.concat([Buffer.from(head), body])
}

/** Signs `payload` as it is; keep these bytes, since a re-serialised payload no longer verifies. */
export async function signEnvelope(
  signer: Signer,
  payload: Uint8Array,
  payloadType: string = IN_TOTO_PAYLOAD_TYPE,
): Promise<Envelope> {
  const signature = await signer.sign(preAuthenticationEncoding(payloadType, payload))
  return toEnvelope(payload, signature, signer.keyId, payloadType)
}

/** An envelope around a signature made earlier, e.g. one that is kept apart from its payload. */
export function toEnvelope(
  payload: Uint8Array,
  signature: Uint8Array,
  keyId: string,
  payloadType: string = IN_TOTO_PAYLOAD_TYPE,
): Envelope {
  return {
    payload: Buffer.from(payload).toString('base64'),
    payloadType,
    // Verifiers of Sigstore bundles refuse any other number of signatures.
    signatures: [{ sig: Buffer.from(signature).toString('base64'), keyid: keyId }],
  }
}

/**
 * The payload bytes of an envelope that `publicKey` signed (ECDSA over SHA-256, DER). The envelope's `keyid` is an
 * unauthenticated hint and plays no part. Throws `evidence_invalid`.
 */
export function verifyEnvelope(envelope: Envelope, publicKey: KeyObject): Buffer {
  const [signature, ...others] = envelope.signatures
  if (!signature || others.length) {
    throw new BareCountError('evidence_invalid', `The envelope has ${envelope.signatures.length} signatures, not one.`)
  }
  const payload = decodeBase64(envelope.payload, 'payload')
  const signed = preAuthenticationEncoding(envelope.payloadType, payload)
  if (!verify('sha256', signed, publicKey, decodeBase64(signature.sig, 'signature'))) {
    throw new BareCountError('evidence_invalid', 'The signature does not match the payload and the key.', {
      remedy: 'Check that the public key is the one of the installation that signed.',
    })
  }
  return payload
}

/** DSSE tells verifiers to accept both alphabets; Node's decoder does, but it also skips what is neither. */
function decodeBase64(text: string, what: string): Buffer {
  if (!/^[A-Za-z0-9+/_-]*={0,2}$/.test(text)) {
    throw new BareCountError('evidence_invalid', `The ${what} is not base64.`)
  }
  return Buffer.from(text, 'base64')
}
