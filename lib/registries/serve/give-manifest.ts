import { readBlob } from '../../artifacts/blobs.ts'
import { db } from '../../db/client.ts'
import type { Repository } from './answer-registry.ts'
import { giveReferrers } from './give-referrers.ts'
import { apiVersion, registryRefusal } from './registry-refusal.ts'

/** A manifest by digest or tag. The tag `sha256-<hex>` stands for the list of referrers, for tools that know no other way. */
export async function giveManifest(request: Request, repository: Repository, reference: string): Promise<Response> {
  const subject = /^sha256-([0-9a-f]{64})$/.exec(reference)?.[1]
  if (subject) return giveReferrers(request, repository, `sha256:${subject}`)
  const digest = reference.startsWith('sha256:') ? reference : await digestOfTag(repository, reference)
  const manifest = digest
    ? await db.imageManifest.findFirst({
        where: { ...repository, digest },
        select: { mediaType: true, sizeBytes: true },
      })
    : undefined
  if (!digest || !manifest) return registryRefusal('MANIFEST_UNKNOWN', `There is no manifest ${reference}.`)
  const headers = {
    ...apiVersion,
    'content-type': manifest.mediaType,
    'content-length': String(manifest.sizeBytes),
    'docker-content-digest': digest,
    etag: `"${digest}"`,
  }
  return new Response(request.method === 'HEAD' ? null : new Uint8Array(await readBlob(digest)), { headers })
}

async function digestOfTag(repository: Repository, name: string): Promise<string | undefined> {
  return (await db.imageTag.findFirst({ where: { ...repository, name }, select: { digest: true } }))?.digest
}
