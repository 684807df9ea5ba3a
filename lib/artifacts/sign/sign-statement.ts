import { signEnvelope } from './dsse.ts'
import type { Signer } from './signer.ts'
import { makeBundle, type SigstoreBundle } from './sigstore-bundle.ts'
import { type Statement, statementBytes } from './statement.ts'

/** Signs a statement and wraps it as a Sigstore bundle. */
export async function signStatement(signer: Signer, statement: Statement): Promise<SigstoreBundle> {
  return makeBundle(await signEnvelope(signer, statementBytes(statement)), signer.keyId)
}
