import canonicalize from 'canonicalize'
import { mediaTypes } from '../../artifacts/oci/schema.ts'
import { db } from '../../db/client.ts'
import { digestOf } from '../../digest.ts'
import type { Repository } from './answer-registry.ts'
import { apiVersion } from './registry-refusal.ts'

const MOST = 1000

/** What refers to a manifest, as an index; an empty one for a manifest nothing refers to, as the specification wants. */
export async function giveReferrers(
  request: Request,
  repository: Repository,
  subjectDigest: string,
): Promise<Response> {
  const artifactType = new URL(request.url).searchParams.get('artifactType')
  const rows = await db.imageManifest.findMany({
    where: { ...repository, subjectDigest, ...(artifactType ? { artifactType } : {}) },
    select: { mediaType: true, digest: true, sizeBytes: true, artifactType: true, annotations: true },
    orderBy: [{ createdAt: 'asc' }, { digest: 'asc' }],
    take: MOST,
  })
  const manifests = rows.map(({ sizeBytes: size, artifactType: type, ...row }) => ({
    ...row,
    size,
    ...(type ? { artifactType: type } : {}),
  }))
  const bytes = canonicalize({ schemaVersion: 2, mediaType: mediaTypes.index, manifests }) as string
  const headers = {
    ...apiVersion,
    'content-type': mediaTypes.index,
    'content-length': String(Buffer.byteLength(bytes)),
    'docker-content-digest': digestOf(bytes),
    ...(artifactType ? { 'oci-filters-applied': 'artifactType' } : {}),
  }
  return new Response(request.method === 'HEAD' ? null : bytes, { headers })
}
