import { db, unsafeDb } from '#lib/db/client.ts'
import { newId } from '#lib/ids.ts'
import { installationSigner } from '../sign/key-file.ts'
import { signStatement } from '../sign/sign-statement.ts'
import { makeStatement, predicateTypes } from '../sign/statement.ts'

/** Gives a recorded artifact what the gates look for: provenance signed with the present key, which is then known. */
export async function signProvenance(
  tenantId: string,
  { artifactId, digest, name = 'orders' }: { artifactId: string; digest: string; name?: string },
): Promise<void> {
  const signer = installationSigner()
  const { keyId, publicKeyPem: publicPem } = signer
  const { provenance: predicateType } = predicateTypes
  const subjects = [{ name, digest: { sha256: digest.replace('sha256:', '') } }]
  const predicate = { buildDefinition: {}, runDetails: {} }
  const bundle = await signStatement(signer, makeStatement(subjects, predicateType, predicate))
  await unsafeDb.signingKey.upsert({ where: { keyId }, create: { keyId, purpose: 'signing', publicPem }, update: {} })
  const id = newId('attestation')
  await db.attestation.create({ data: { tenantId, id, artifactId, predicateType, keyId, bundle: bundle as object } })
}
