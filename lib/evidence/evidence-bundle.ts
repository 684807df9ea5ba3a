import type { KeyObject } from 'node:crypto'
import { toEnvelope } from '../artifacts/sign/dsse.ts'
import { makeBundle, type SigstoreBundle } from '../artifacts/sign/sigstore-bundle.ts'
import { originOf } from './checkpoint.ts'
import type { EvidenceProof } from './prove-evidence.ts'
import { ENTRY_KIND } from './rekor-entry.ts'
import { noteKeyHash } from './signed-note.ts'

type Proven = Omit<EvidenceProof, 'publicPem' | 'logVerifierKey'>

/**
 * One entry as a Sigstore bundle v0.3: the signed statement together with its proof from our log. Pure.
 * Source: sigstore/protobuf-specs BUNDLE_SPEC.md.
 */
export function bundleOf(proof: Proven, logPublicKey: KeyObject): SigstoreBundle {
  const bytes = (base64: string) => Buffer.from(base64, 'base64')
  const envelope = toEnvelope(bytes(proof.payload), bytes(proof.signature), proof.keyId)
  return makeBundle(envelope, proof.keyId, [
    {
      logIndex: String(proof.index),
      logId: { keyId: noteKeyHash(proof.origin, logPublicKey).toString('base64') },
      kindVersion: { ...ENTRY_KIND },
      inclusionProof: {
        logIndex: String(proof.index),
        rootHash: proof.root,
        treeSize: String(proof.size),
        hashes: proof.hashes,
        checkpoint: { envelope: proof.checkpoint },
      },
      canonicalizedBody: proof.body,
    },
  ])
}

/** What a Sigstore verifier must trust to check a tenant's bundles, as `trusted_root.json`. Pure. */
export function trustedRoot(tenantId: string, logPublicKey: KeyObject, validFrom: Date) {
  const origin = originOf(tenantId)
  const keyId = noteKeyHash(origin, logPublicKey).toString('base64')
  return {
    mediaType: 'application/vnd.dev.sigstore.trustedroot+json;version=0.1',
    tlogs: [
      {
        // Verifiers match the checkpoint's origin against this address.
        baseUrl: `https://${origin}`,
        hashAlgorithm: 'SHA2_256',
        publicKey: {
          rawBytes: logPublicKey.export({ type: 'spki', format: 'der' }).toString('base64'),
          keyDetails: 'PKIX_ED25519',
          validFor: { start: validFrom.toISOString() },
        },
        logId: { keyId },
        checkpointKeyId: { keyId },
      },
    ],
    certificateAuthorities: [],
    ctlogs: [],
    timestampAuthorities: [],
  }
}
