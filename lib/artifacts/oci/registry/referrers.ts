import canonicalize from 'canonicalize'
import { type ImageIndex, indexSchema } from '../choose-platform.ts'
import { parseIndex } from '../finish-layout.ts'
import { jsonOf, mediaTypes } from '../schema.ts'
import { fetchManifest, putManifest, readAll } from './manifests.ts'
import type { RegistryClient } from './registry-client.ts'

/** What refers to a manifest, as an index lists it. */
export type Referrer = ImageIndex['manifests'][number]

const MAX_INDEX_BYTES = 4 * 1024 * 1024

/** The tag under which a registry without the referrers API keeps the list. Source: distribution-spec 1.1. */
export const fallbackTag = (digest: string): string => digest.replace(':', '-')

/** What refers to a manifest, by the referrers API or by the tag that stands in for it. Throws as the client does. */
export async function listReferrers(client: RegistryClient, repository: string, digest: string): Promise<Referrer[]> {
  const answer = await client.send({
    method: 'GET',
    repository,
    path: `referrers/${digest}`,
    what: `what refers to ${repository}@${digest}`,
    accept: [404],
  })
  const bytes = await readAll(client.registry, answer.body, MAX_INDEX_BYTES)
  if (answer.status !== 404) return indexSchema.safeParse(jsonOf(bytes)).data?.manifests ?? []
  return (await fallbackIndex(client, repository, digest)).manifests
}

/**
 * Writes a manifest that has a subject, and makes sure that it is found from there: by the registry where it lists
 * referrers itself, else by an entry in the fallback index. Two at a time for the same subject would lose one entry: the
 * caller serialises.
 */
export async function pushReferrer(
  client: RegistryClient,
  repository: string,
  subject: string,
  entry: Referrer,
  bytes: Buffer,
): Promise<void> {
  const { listsReferrers } = await putManifest(client, repository, entry.digest, bytes, entry.mediaType)
  if (listsReferrers) return
  const index = await fallbackIndex(client, repository, subject)
  if (index.manifests.some(({ digest }) => digest === entry.digest)) return
  const next = { ...index, manifests: [...index.manifests, entry] }
  await putManifest(
    client,
    repository,
    fallbackTag(subject),
    Buffer.from(canonicalize(next) as string),
    mediaTypes.index,
  )
}

async function fallbackIndex(client: RegistryClient, repository: string, digest: string): Promise<ImageIndex> {
  const found = await fetchManifest(client, repository, fallbackTag(digest), true)
  if (found) return parseIndex(`${repository}:${fallbackTag(digest)}`, found.bytes)
  return { schemaVersion: 2, mediaType: mediaTypes.index, manifests: [] }
}
