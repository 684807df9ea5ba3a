import { createPublicKey } from 'node:crypto'
import { z } from 'zod'
import { BareCountError } from '../../errors.ts'
import { IN_TOTO_PAYLOAD_TYPE, verifyEnvelope } from './dsse.ts'
import { keyIdOf } from './signer.ts'
import { sigstoreBundleSchema } from './sigstore-bundle.ts'
import type { Statement } from './statement.ts'

export type Expectation = {
  /** Public keys that are trusted, PEM. The bundle's hint only picks one of these. */
  trustedKeys: string[]
  /** Lower-case hex digest the statement must be about. */
  sha256?: string
  predicateType?: string
}

/**
 * The statement of a bundle whose signature, key, subject and predicate type are as expected. Log entries are not
 * looked at here. Throws `evidence_invalid` naming the first thing that is not as expected.
 */
export function verifyBundle(bundle: unknown, expected: Expectation): Statement {
  const parsed = sigstoreBundleSchema.safeParse(bundle)
  if (!parsed.success) throw invalid('This is not a Sigstore bundle v0.3 signed with a key.')
  const { verificationMaterial, dsseEnvelope } = parsed.data
  const { hint } = verificationMaterial.publicKey
  const key = expected.trustedKeys.map((pem) => createPublicKey(pem)).find((trusted) => keyIdOf(trusted) === hint)
  if (!key) throw invalid(`The bundle was signed with the key ${hint}, which is not trusted here.`)
  if (dsseEnvelope.payloadType !== IN_TOTO_PAYLOAD_TYPE) {
    throw invalid(`The payload is ${dsseEnvelope.payloadType}, not an in-toto statement.`)
  }
  const statement = parseStatement(verifyEnvelope(dsseEnvelope, key))
  if (expected.sha256 && !statement.subject.some(({ digest }) => digest.sha256 === expected.sha256)) {
    throw invalid(`The statement is not about sha256:${expected.sha256}.`)
  }
  if (expected.predicateType && statement.predicateType !== expected.predicateType) {
    throw invalid(`The statement is a ${statement.predicateType}, not a ${expected.predicateType}.`)
  }
  return statement
}

const statementSchema = z.object({
  _type: z.literal('https://in-toto.io/Statement/v1'),
  subject: z.array(z.object({ name: z.string(), digest: z.object({ sha256: z.string() }) })).min(1),
  predicateType: z.string(),
  predicate: z.record(z.string(), z.unknown()),
})

/** Signed is not the same as well-formed: the key may sign other kinds of payload elsewhere. */
function parseStatement(payload: Buffer): Statement {
  try {
    return statementSchema.parse(JSON.parse(payload.toString('utf8')))
  } catch (cause) {
    throw new BareCountError('evidence_invalid', 'The payload is not an in-toto Statement v1.', { cause })
  }
}

function invalid(sentence: string): BareCountError {
  return new BareCountError('evidence_invalid', sentence)
}
