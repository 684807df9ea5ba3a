import type { Actor } from '../auth/actor.ts'
import { authorise } from '../auth/authorise.ts'
import { db } from '../db/client.ts'
import { pageOf } from '../db/page.ts'
import { notFound } from '../errors.ts'
import { scanDatasetSchema, scanSummarySchema } from './schema.ts'
import { severities } from './severities.ts'

const PAGE = 50

/** Artifacts, newest first, each with its latest scan in numbers. `cursor` is the last id of the page before. */
export async function listArtifacts(actor: Actor, { cursor, limit = PAGE }: { cursor?: string; limit?: number } = {}) {
  authorise(actor, 'artifact:read')
  const rows = await db.artifact.findMany({
    where: { tenantId: actor.tenantId, ...(cursor ? { id: { lt: cursor } } : {}) },
    select: {
      id: true,
      digest: true,
      kind: true,
      sizeBytes: true,
      sourceDigest: true,
      builtAt: true,
      scans: { select: { summary: true, at: true }, orderBy: { at: 'desc' }, take: 1 },
      attestations: { select: { predicateType: true } },
    },
    orderBy: { id: 'desc' },
    take: limit + 1,
  })
  const page = pageOf(rows, limit, (last) => last.id)
  const names = await namesOf(
    actor,
    page.rows.map(({ digest }) => digest),
  )
  const artifacts = page.rows.map(({ scans: [scan], attestations, ...artifact }) => ({
    ...artifact,
    sizeBytes: Number(artifact.sizeBytes),
    manifests: names.get(artifact.digest) ?? [],
    attested: attestations.length,
    scan: scan ? { at: scan.at, ...scanSummarySchema.parse(scan.summary) } : undefined,
  }))
  return { artifacts, next: page.next }
}

/** The manifests whose deployments carried a digest, by digest. */
async function namesOf(actor: Actor, digests: string[]): Promise<Map<string, { id: string; name: string }[]>> {
  const deployments = await db.deployment.findMany({
    where: { tenantId: actor.tenantId, artifactDigest: { in: digests } },
    select: { artifactDigest: true, manifest: { select: { id: true, name: true } } },
    distinct: ['artifactDigest', 'manifestId'],
  })
  const byDigest = new Map<string, { id: string; name: string }[]>()
  for (const { artifactDigest, manifest } of deployments) {
    byDigest.set(artifactDigest ?? '', [...(byDigest.get(artifactDigest ?? '') ?? []), manifest])
  }
  return byDigest
}

/**
 * One artifact by id or digest: its latest scan with findings, its signed statements (without their payload), where it runs and
 * what was deployed of it. Throws `not_found`.
 */
export async function getArtifact(actor: Actor, idOrDigest: string) {
  authorise(actor, 'artifact:read')
  const { tenantId } = actor
  const artifact = await db.artifact.findFirst({
    where: { tenantId, ...(idOrDigest.startsWith('sha256:') ? { digest: idOrDigest } : { id: idOrDigest }) },
    include: {
      attestations: {
        select: { id: true, predicateType: true, keyId: true, createdAt: true },
        orderBy: { id: 'asc' },
      },
      scans: { orderBy: { at: 'desc' }, take: 1, include: { findings: true } },
    },
  })
  if (!artifact) throw notFound('artifact')
  const { scans, ...facts } = artifact
  const runners = await db.runner.findMany({
    where: { tenantId, artifactDigest: artifact.digest, status: { not: 'destroyed' } },
    select: { id: true, name: true, status: true, environment: { select: { name: true, rank: true } } },
    orderBy: { environment: { rank: 'asc' } },
    take: 100,
  })
  const deployments = await db.deployment.findMany({
    where: { tenantId, artifactDigest: artifact.digest },
    select: {
      id: true,
      status: true,
      createdAt: true,
      manifest: { select: { id: true, name: true } },
      manifestVersion: { select: { version: true } },
      environment: { select: { name: true } },
    },
    orderBy: { id: 'desc' },
    take: 20,
  })
  const names = await namesOf(actor, [artifact.digest])
  return {
    ...facts,
    sizeBytes: Number(facts.sizeBytes),
    manifests: names.get(artifact.digest) ?? [],
    scan: readScan(scans[0]),
    runners,
    deployments,
  }
}

type ScanRow = {
  id: string
  at: Date
  dataset: unknown
  summary: unknown
  sbom: unknown
  findings: { severity: (typeof severities)[number]; kind: string; rule: string }[]
}

function readScan<R extends ScanRow>(row: R | undefined) {
  if (!row) return undefined
  const findings: R['findings'] = [...row.findings].sort(
    (a, b) => severities.indexOf(a.severity) - severities.indexOf(b.severity) || (a.rule < b.rule ? -1 : 1),
  )
  return {
    id: row.id,
    at: row.at,
    dataset: scanDatasetSchema.parse(row.dataset),
    summary: scanSummarySchema.parse(row.summary),
    components: componentsOf(row.sbom),
    findings,
  }
}

type SbomShape = {
  components?: { group?: string; name: string; version?: string; purl?: string; licenses?: LicenceShape[] }[]
  dependencies?: { ref: string; dependsOn?: string[] }[]
}
type LicenceShape = { license?: { id?: string; name?: string }; expression?: string }

/** The SBOM's components as a page shows them. */
function componentsOf(sbom: unknown) {
  const { components = [], dependencies = [] } = sbom as SbomShape
  const direct = new Set(dependencies[0]?.dependsOn ?? [])
  return components.map(({ group, name, version, purl = '', licenses }) => {
    const [licence] = licenses ?? []
    return {
      purl,
      name: group ? `${group}/${name}` : name,
      version: version ?? '',
      licence: licence?.expression ?? licence?.license?.id ?? licence?.license?.name,
      direct: direct.has(purl),
    }
  })
}

/** One signed statement: its Sigstore bundle and the public key it verifies with. Throws `not_found`. */
export async function getAttestation(actor: Actor, artifactId: string, attestationId: string) {
  authorise(actor, 'artifact:read')
  const found = await db.attestation.findFirst({
    where: { tenantId: actor.tenantId, artifactId, id: attestationId },
    select: { id: true, predicateType: true, keyId: true, bundle: true, createdAt: true },
  })
  if (!found) throw notFound('attestation')
  return found
}

/** The latest SBOM of an artifact, CycloneDX 1.6 JSON. Throws `not_found`. */
export async function getSbom(actor: Actor, artifactId: string): Promise<object> {
  authorise(actor, 'artifact:read')
  const scan = await db.scan.findFirst({
    where: { tenantId: actor.tenantId, artifactId },
    select: { sbom: true },
    orderBy: { at: 'desc' },
  })
  if (!scan) throw notFound('artifact')
  return scan.sbom as object
}

/** A public key that this installation signs or signed with. Throws `not_found`. */
export async function getSigningKey(actor: Actor, keyId: string): Promise<{ keyId: string; publicPem: string }> {
  authorise(actor, 'artifact:read')
  const key = await db.signingKey.findUnique({ where: { keyId }, select: { keyId: true, publicPem: true } })
  if (!key) throw notFound('signing key')
  return key
}
