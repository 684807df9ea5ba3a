import { installationSigner } from '#lib/artifacts/sign/key-file.ts'
import { IMAGE_BUILD_TYPE } from '#lib/artifacts/sign/provenance.ts'
import { signStatement } from '#lib/artifacts/sign/sign-statement.ts'
import { makeStatement, predicateTypes } from '#lib/artifacts/sign/statement.ts'
import { smallImage } from '#lib/artifacts/testing/small-image.ts'
import type { Actor } from '#lib/auth/actor.ts'
import { db } from '#lib/db/client.ts'
import { newId } from '#lib/ids.ts'
import { publishImage } from '../publish-image.ts'

/** An image of the tenant with two signed statements, as a deployment leaves it before it is published. */
export async function signedImage({ tenantId, userId }: Actor, content: string) {
  const { digest, size, layer } = await smallImage(content)
  const artifactId = newId('artifact')
  await db.artifact.create({
    data: {
      tenantId,
      id: artifactId,
      digest,
      kind: 'image',
      sizeBytes: size,
      buildType: IMAGE_BUILD_TYPE,
      builtById: userId,
    },
  })
  const signer = installationSigner()
  for (const predicateType of [predicateTypes.imageSignature, predicateTypes.provenance]) {
    const statement = makeStatement([{ name: 'prices', digest: { sha256: digest.slice(7) } }], predicateType, {})
    const bundle = await signStatement(signer, statement)
    await db.attestation.create({
      data: { tenantId, id: newId('attestation'), artifactId, predicateType, keyId: signer.keyId, bundle },
    })
  }
  return { digest, layer, artifactId }
}

/** `signedImage`, published as `prices`. */
export async function publishedImage(actor: Actor, content: string, tags = ['v1', 'latest']) {
  const image = await signedImage(actor, content)
  const about = {
    manifestId: newId('manifest'),
    environmentId: newId('environment'),
    deploymentId: newId('deployment'),
  }
  const publish = () => publishImage(actor, { digest: image.digest, name: 'prices', tags, about, log: () => undefined })
  return { ...image, published: await publish(), publish }
}
