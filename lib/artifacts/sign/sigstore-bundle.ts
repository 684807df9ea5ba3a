import { z } from 'zod'
import type { Envelope } from './dsse.ts'

const MEDIA_TYPE = 'application/vnd.dev.sigstore.bundle.v0.3+json'

const tlogEntrySchema = z.object({
  logIndex: z.string(),
  logId: z.object({ keyId: z.string() }),
  kindVersion: z.object({ kind: z.string(), version: z.string() }),
  integratedTime: z.string().optional(),
  inclusionProof: z.object({
    logIndex: z.string(),
    rootHash: z.string(),
    treeSize: z.string(),
    hashes: z.array(z.string()),
    checkpoint: z.object({ envelope: z.string() }),
  }),
  canonicalizedBody: z.string(),
})

/** A Sigstore bundle v0.3 that names its key by a hint. Source: sigstore/protobuf-specs, BUNDLE_SPEC.md. */
export const sigstoreBundleSchema = z.object({
  mediaType: z.literal(MEDIA_TYPE),
  verificationMaterial: z.object({
    publicKey: z.object({ hint: z.string() }),
    tlogEntries: z.array(tlogEntrySchema),
    timestampVerificationData: z.object({ rfc3161Timestamps: z.array(z.object({ signedTimestamp: z.string() })) }),
  }),
  dsseEnvelope: z.object({
    payload: z.string(),
    payloadType: z.string(),
    signatures: z.array(z.object({ sig: z.string(), keyid: z.string() })),
  }),
})

export type SigstoreBundle = z.infer<typeof sigstoreBundleSchema>

/** The place of a signed statement in a transparency log, as a bundle carries it; numbers are decimal strings. */
export type TlogEntry = z.infer<typeof tlogEntrySchema>

/** Wraps a signed envelope so that any Sigstore verifier reads it. `tlogEntries` prove that it is in a log. */
export function makeBundle(envelope: Envelope, keyId: string, tlogEntries: TlogEntry[] = []): SigstoreBundle {
  return {
    mediaType: MEDIA_TYPE,
    verificationMaterial: {
      publicKey: { hint: keyId },
      tlogEntries,
      timestampVerificationData: { rfc3161Timestamps: [] },
    },
    dsseEnvelope: envelope,
  }
}
