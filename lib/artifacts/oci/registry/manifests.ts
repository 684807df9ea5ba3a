import type { Readable } from 'node:stream'
import { digestOf } from '../../../digest.ts'
import { mediaTypes } from '../schema.ts'
import type { RegistryClient } from './registry-client.ts'
import { registryFault } from './registry-fault.ts'

/** What registries refuse too. */
const MAX_MANIFEST_BYTES = 4 * 1024 * 1024

const wanted = [mediaTypes.manifest, mediaTypes.index, mediaTypes.dockerManifest, mediaTypes.dockerIndex].join(', ')

export type FetchedManifest = { bytes: Buffer; mediaType: string; digest: string }

/**
 * A manifest or index by tag or digest; undefined when it is not there and `optional` says that this may be. Throws
 * `build_failed` when what comes is not what the digest names.
 */
export async function fetchManifest(
  client: RegistryClient,
  repository: string,
  reference: string,
  optional = false,
): Promise<FetchedManifest | undefined> {
  const answer = await client.send({
    method: 'GET',
    repository,
    path: `manifests/${reference}`,
    what: `${repository}${reference.startsWith('sha256:') ? '@' : ':'}${reference}`,
    headers: { accept: wanted },
    ...(optional ? { accept: [404] } : {}),
  })
  const bytes = await readAll(client.registry, answer.body, MAX_MANIFEST_BYTES)
  if (answer.status === 404) return undefined
  const digest = digestOf(bytes)
  if (reference.startsWith('sha256:') && digest !== reference) {
    throw registryFault(
      client.registry,
      `served another manifest for ${reference}: it has the digest ${digest}`,
      'Do not use this registry until its operator knows why.',
    )
  }
  const mediaType = (answer.headers.get('content-type') ?? mediaTypes.manifest).split(';')[0]?.trim() ?? ''
  return { bytes, mediaType, digest }
}

/**
 * The digest that a tag stands for now, computed from the bytes and not from what the registry says of them.
 * Throws `build_failed` when there is no such tag.
 */
export async function resolveTag(client: RegistryClient, repository: string, tag: string): Promise<string> {
  const found = await fetchManifest(client, repository, tag)
  if (!found) throw registryFault(client.registry, `has no ${repository}:${tag}`)
  return found.digest
}

/** Keeps a manifest. Answers whether the registry itself lists what refers to its `subject`. */
export async function putManifest(
  client: RegistryClient,
  repository: string,
  reference: string,
  bytes: Buffer,
  mediaType: string,
): Promise<{ listsReferrers: boolean }> {
  const answer = await client.send({
    method: 'PUT',
    repository,
    path: `manifests/${reference}`,
    what: `writing ${repository}:${reference}`,
    headers: { 'content-type': mediaType },
    body: () => bytes,
  })
  answer.body.destroy()
  return { listsReferrers: answer.headers.has('oci-subject') }
}

/** All of a body that is expected to be small. Throws `build_failed` for a larger one and one that breaks off. */
export async function readAll(registry: string, body: Readable, maxBytes: number): Promise<Buffer> {
  const parts: Buffer[] = []
  let size = 0
  try {
    for await (const chunk of body) {
      size += (chunk as Uint8Array).length
      if (size > maxBytes) break
      parts.push(Buffer.from(chunk as Uint8Array))
    }
  } catch (cause) {
    throw registryFault(registry, `broke off in the middle (${(cause as Error).message})`, 'Try again later.', cause)
  }
  if (size > maxBytes) throw registryFault(registry, `sent more than ${maxBytes} bytes where little was expected`)
  return Buffer.concat(parts)
}
