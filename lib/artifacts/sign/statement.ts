import canonicalize from 'canonicalize'
import { BareCountError } from '../../errors.ts'

/** What a statement is about. Consumers match by digest only; the name is for people. */
export type Subject = { name: string; digest: { sha256: string } }

/** An in-toto Statement v1. Source: in-toto/attestation spec/v1/statement.md. */
export type Statement = {
  _type: 'https://in-toto.io/Statement/v1'
  subject: Subject[]
  predicateType: string
  predicate: Record<string, unknown>
}

/** The predicate types of the statements made about an artifact. */
export const predicateTypes = {
  provenance: 'https://slsa.dev/provenance/v1',
  sbom: 'https://cyclonedx.org/bom',
  vulnerabilities: 'https://in-toto.io/attestation/vulns/v0.2',
  /** Of a signing key, by the one it follows. */
  successor: 'https://barecount.io/attestation/successor-key/v1',
  /** That an image is the signer's: what cosign signs. */
  imageSignature: 'https://sigstore.dev/cosign/sign/v1',
} as const

/** A statement that `predicate` holds of `subjects`. Throws `evidence_invalid` without a well-formed subject. */
export function makeStatement(subjects: Subject[], predicateType: string, predicate: object): Statement {
  const wellFormed = subjects.length > 0 && subjects.every(({ digest }) => /^[0-9a-f]{64}$/.test(digest.sha256))
  if (!wellFormed) {
    throw new BareCountError('evidence_invalid', 'A statement needs subjects named by a SHA-256 in lower-case hex.')
  }
  return {
    _type: 'https://in-toto.io/Statement/v1',
    subject: subjects,
    predicateType,
    predicate: predicate as Record<string, unknown>,
  }
}

/** The bytes to sign: JCS (RFC 8785), so that equal statements are equal bytes. */
export function statementBytes(statement: Statement): Buffer {
  return Buffer.from(canonicalize(statement) as string)
}
