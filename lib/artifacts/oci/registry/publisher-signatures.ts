import { createPublicKey, type KeyObject, verify } from 'node:crypto'
import { z } from 'zod'
import { BareCountError } from '../../../errors.ts'
import { IN_TOTO_PAYLOAD_TYPE, verifyEnvelope } from '../../sign/dsse.ts'
import { keyIdOf } from '../../sign/signer.ts'
import { predicateTypes } from '../../sign/statement.ts'
import { BUNDLE_TYPE } from '../bundle-manifest.ts'
import { jsonOf, manifestSchema } from '../schema.ts'
import { fetchManifest } from './manifests.ts'
import { readRemoteBlob } from './pull-blob.ts'
import { fallbackTag, listReferrers } from './referrers.ts'
import type { RegistryClient } from './registry-client.ts'

/** What a publisher's keys vouch for about an image. */
export type PublisherSays = {
  /** Ids of the keys whose signature of this very digest verifies. */
  signedBy: string[]
  /** Statements that verify, by predicate type. */
  attestations: { predicateType: string; keyId: string }[]
  /** What was found and does not verify, in words. */
  problems: string[]
}

const MAX_STATEMENT_BYTES = 32 * 1024 * 1024
const MAX_STATEMENTS = 100
const SIMPLE_SIGNING = 'application/vnd.dev.cosign.simplesigning.v1+json'
const SIGNATURE_ANNOTATION = 'dev.cosignproject.cosign/signature'

const bundleSchema = z.looseObject({
  dsseEnvelope: z.looseObject({
    payload: z.string(),
    payloadType: z.literal(IN_TOTO_PAYLOAD_TYPE),
    signatures: z.array(z.looseObject({ sig: z.string(), keyid: z.string().default('') })),
  }),
})
const statementSchema = z.looseObject({
  predicateType: z.string(),
  subject: z.array(z.looseObject({ digest: z.record(z.string(), z.string()) })),
})
const simpleSigningSchema = z.looseObject({
  critical: z.looseObject({
    type: z.literal('cosign container image signature'),
    image: z.looseObject({ 'docker-manifest-digest': z.string() }),
  }),
})

/**
 * Looks for what `keys` (PEM) signed about an image: Sigstore bundles among its referrers, else, when there is none,
 * the older `.sig` and `.att` tags. A signature counts only when a key of the publisher made it over exactly this digest.
 */
export async function publisherSays(
  client: RegistryClient,
  repository: string,
  digest: string,
  keys: readonly string[],
): Promise<PublisherSays> {
  const says: PublisherSays = { signedBy: [], attestations: [], problems: [] }
  const trusted = keys.map((pem) => createPublicKey(pem))
  const referrers = await listReferrers(client, repository, digest)
  const bundles = referrers.filter(({ artifactType }) => artifactType === BUNDLE_TYPE).slice(0, MAX_STATEMENTS)
  for (const { digest: at } of bundles) {
    const bytes = await firstLayer(client, repository, at)
    const envelope = bundleSchema.safeParse(jsonOf(bytes)).data?.dsseEnvelope
    judge(says, digest, trusted, envelope, `The bundle ${at}`)
  }
  if (bundles.length) return says
  await judgeSignatureTag(says, client, repository, digest, trusted)
  await judgeAttestationTag(says, client, repository, digest, trusted)
  return says
}

type Envelope = z.infer<typeof bundleSchema>['dsseEnvelope']

function judge(
  says: PublisherSays,
  digest: string,
  keys: KeyObject[],
  envelope: Envelope | undefined,
  what: string,
): void {
  if (!envelope) {
    says.problems.push(`${what} is no signed in-toto statement.`)
    return
  }
  for (const key of keys) {
    const payload = payloadOf(envelope, key)
    const statement = payload && statementSchema.safeParse(jsonOf(payload)).data
    if (!statement) continue
    if (!statement.subject.some((subject) => `sha256:${subject.digest.sha256}` === digest)) {
      says.problems.push(`${what} is about another image.`)
      return
    }
    const keyId = keyIdOf(key)
    if (statement.predicateType === predicateTypes.imageSignature) says.signedBy.push(keyId)
    else says.attestations.push({ predicateType: statement.predicateType, keyId })
    return
  }
  says.problems.push(`${what} was not signed with a key of the publisher.`)
}

function payloadOf(envelope: Envelope, key: KeyObject): Buffer | undefined {
  try {
    return verifyEnvelope(envelope, key)
  } catch (error) {
    if (error instanceof BareCountError) return undefined
    throw error
  }
}

async function judgeSignatureTag(
  says: PublisherSays,
  client: RegistryClient,
  repository: string,
  digest: string,
  keys: KeyObject[],
): Promise<void> {
  for (const layer of await layersOfTag(client, repository, `${fallbackTag(digest)}.sig`)) {
    const signature = layer.annotations?.[SIGNATURE_ANNOTATION]
    if (layer.mediaType !== SIMPLE_SIGNING || !signature) continue
    const payload = await readRemoteBlob(client, repository, layer, MAX_STATEMENT_BYTES)
    const key = keys.find((each) => verify('sha256', payload, each, Buffer.from(signature, 'base64')))
    const named = simpleSigningSchema.safeParse(jsonOf(payload)).data?.critical.image['docker-manifest-digest']
    if (!key) says.problems.push(`The signature ${layer.digest} was not made with a key of the publisher.`)
    else if (named !== digest) says.problems.push(`The signature ${layer.digest} is about another image.`)
    else says.signedBy.push(keyIdOf(key))
  }
}

async function judgeAttestationTag(
  says: PublisherSays,
  client: RegistryClient,
  repository: string,
  digest: string,
  keys: KeyObject[],
): Promise<void> {
  for (const layer of await layersOfTag(client, repository, `${fallbackTag(digest)}.att`)) {
    const bytes = await readRemoteBlob(client, repository, layer, MAX_STATEMENT_BYTES)
    const envelope = bundleSchema.safeParse({ dsseEnvelope: jsonOf(bytes) }).data?.dsseEnvelope
    judge(says, digest, keys, envelope, `The attestation ${layer.digest}`)
  }
}

async function layersOfTag(client: RegistryClient, repository: string, tag: string) {
  const found = await fetchManifest(client, repository, tag, true)
  return (found && manifestSchema.safeParse(jsonOf(found.bytes)).data?.layers.slice(0, MAX_STATEMENTS)) ?? []
}

async function firstLayer(client: RegistryClient, repository: string, digest: string): Promise<Buffer> {
  const found = await fetchManifest(client, repository, digest)
  const layer = found && manifestSchema.safeParse(jsonOf(found.bytes)).data?.layers[0]
  return layer ? readRemoteBlob(client, repository, layer, MAX_STATEMENT_BYTES) : Buffer.alloc(0)
}
