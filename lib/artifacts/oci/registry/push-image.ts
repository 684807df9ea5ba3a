import { readBlob, streamBlob } from '../../blobs.ts'
import { readImage } from '../image.ts'
import { type Descriptor, mediaTypes } from '../schema.ts'
import { putManifest } from './manifests.ts'
import type { RegistryClient } from './registry-client.ts'
import { registryFault } from './registry-fault.ts'

/**
 * Brings an image of the blob store into a registry, under its digest and `tags`. What is there already is not sent
 * again. Throws `build_failed` saying what the registry refused.
 */
export async function pushImage(
  client: RegistryClient,
  repository: string,
  digest: string,
  tags: readonly string[],
): Promise<void> {
  await pushImageBlobs(client, repository, digest)
  await pushImageManifest(client, repository, digest, tags)
}

/** Sends what an image is made of, without saying yet that it is one. */
export async function pushImageBlobs(client: RegistryClient, repository: string, digest: string): Promise<void> {
  const { manifest } = await readImage(digest)
  for (const blob of [...manifest.layers, manifest.config]) await pushBlob(client, repository, blob)
}

/** Writes an image's manifest under its digest and `tags`; everything that it names must be there. */
export async function pushImageManifest(
  client: RegistryClient,
  repository: string,
  digest: string,
  tags: readonly string[],
): Promise<void> {
  const { manifest } = await readImage(digest)
  const bytes = await readBlob(digest)
  for (const reference of [digest, ...tags]) {
    await putManifest(client, repository, reference, bytes, manifest.mediaType ?? mediaTypes.manifest)
  }
}

/** Sends a blob of the store unless the registry has it. */
export async function pushBlob(
  client: RegistryClient,
  repository: string,
  { digest }: Pick<Descriptor, 'digest'>,
): Promise<void> {
  const there = await client.send({
    method: 'HEAD',
    repository,
    path: `blobs/${digest}`,
    what: `${repository}@${digest}`,
    accept: [404],
  })
  there.body.destroy()
  if (there.status !== 404) return
  const what = `writing ${repository}@${digest}`
  const begun = await client.send({
    method: 'POST',
    repository,
    path: 'blobs/uploads/',
    what,
    headers: { 'content-length': '0' },
  })
  begun.body.destroy()
  const location = begun.headers.get('location')
  if (!location) throw registryFault(client.registry, 'does not say where a blob goes')
  const target = new URL(location, `${client.origin}/`)
  target.searchParams.set('digest', digest)
  const sent = await client.send({
    method: 'PUT',
    repository,
    path: target.toString(),
    what,
    headers: { 'content-type': 'application/octet-stream' },
    body: () => streamBlob(digest),
  })
  sent.body.destroy()
}
