import { createHash } from 'node:crypto'
import canonicalize from 'canonicalize'

/** What a leaf stands for: the payload it commits to, and the signature over it. */
export type SignedPayload = { payload: Uint8Array; signature: Uint8Array; publicKeyDer: Uint8Array }

/** How Sigstore tools are told to read our leaves. */
export const ENTRY_KIND = { kind: 'dsse', version: '0.0.2' } as const

/**
 * The bytes of a leaf: canonical JSON in the form of a Rekor v2 entry, so that Sigstore verifiers read our log. It
 * commits to payload, signature and key. Source: sigstore/rekor-tiles CLIENTS.md; protobuf-specs DSSELogEntryV002.
 */
export function leafBytes({ payload, signature, publicKeyDer }: SignedPayload): Buffer {
  const base64 = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64')
  const entry = {
    apiVersion: ENTRY_KIND.version,
    kind: ENTRY_KIND.kind,
    spec: {
      dsseV002: {
        payloadHash: { algorithm: 'SHA2_256', digest: createHash('sha256').update(payload).digest('base64') },
        signatures: [
          {
            content: base64(signature),
            verifier: { keyDetails: 'PKIX_ECDSA_P256_SHA_256', publicKey: { rawBytes: base64(publicKeyDer) } },
          },
        ],
      },
    },
  }
  return Buffer.from(canonicalize(entry) as string)
}
