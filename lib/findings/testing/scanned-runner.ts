import { createHash } from 'node:crypto'
import type { ScanFinding, ScanSummary } from '#lib/artifacts/schema.ts'
import { signProvenance } from '#lib/artifacts/testing/sign-provenance.ts'
import { writeScan } from '#lib/artifacts/write-scan.ts'
import { estimateInput } from '#lib/cost/testing/inputs.ts'
import { db, transaction, unsafeDb } from '#lib/db/client.ts'
import type { TestTenant } from '#lib/db/testing/world.ts'
import { newId } from '#lib/ids.ts'
import type { NormalisedManifest } from '#lib/manifests/schema.ts'
import { makePlatformRules, makeRunner } from '#lib/policy/testing/rules.ts'

export const dataset = {
  name: 'Test advisories',
  version: 'test@1',
  digest: `sha256:${'d'.repeat(64)}`,
  date: null,
  newestCve: null,
  ecosystems: ['npm'],
  packagesCovered: 1,
  advisories: 1,
}

export const vulnerability = (rule: string, severity: ScanFinding['severity'], component = 'jquery'): ScanFinding => ({
  kind: 'vulnerability',
  severity,
  rule,
  component,
  version: '3.4.1',
  path: `node_modules/${component}`,
  message: `${component} 3.4.1: ${rule}`,
})

export const deniedLicence = (component = 'readline', licence = 'GPL-3.0-only'): ScanFinding => ({
  kind: 'licence',
  severity: 'high',
  rule: licence,
  component,
  version: '1.0.0',
  message: `${component} is under ${licence}, which is not allowed.`,
})

/** The figures of a scan that found this. */
export function summaryOf(findings: readonly ScanFinding[]): ScanSummary {
  const count = (kind: ScanFinding['kind'], severity?: ScanFinding['severity']) =>
    findings.filter((finding) => finding.kind === kind && (!severity || finding.severity === severity)).length
  const rated = (severity: ScanFinding['severity']) => count('vulnerability', severity)
  return {
    components: 1,
    covered: 1,
    unknown: 0,
    vulnerabilities: {
      critical: rated('critical'),
      high: rated('high'),
      medium: rated('medium'),
      low: rated('low'),
      unknown: rated('unknown'),
    },
    deniedLicences: count('licence', 'high'),
    licencesToReview: count('licence', 'low'),
    secrets: count('secret'),
    filesScanned: 1,
    filesNotScanned: 0,
  }
}

/** An artifact whose scan found this. `builtById` has a hand in it. */
export async function scannedArtifact(
  tenant: TestTenant,
  findings: readonly ScanFinding[],
  builtById = 'system:worker',
): Promise<{ artifactId: string; digest: string }> {
  const artifactId = newId('artifact')
  const digest = `sha256:${createHash('sha256').update(artifactId).digest('hex')}`
  const facts = { kind: 'function_zip', sizeBytes: 1, buildType: 'test', builtById } as const
  await db.artifact.create({ data: { tenantId: tenant.id, id: artifactId, digest, ...facts } })
  await signProvenance(tenant.id, { artifactId, digest })
  await scanAgain(tenant, { artifactId, digest }, findings)
  return { artifactId, digest }
}

/** One more scan of the artifact, which found this. */
export async function scanAgain(
  tenant: TestTenant,
  { artifactId, digest }: { artifactId: string; digest: string },
  findings: readonly ScanFinding[],
): Promise<void> {
  const scan = { sbom: { components: [] } as never, dataset, summary: summaryOf(findings), findings: [...findings] }
  await transaction((tx) => writeScan(tx, tenant.admin, { artifactId, digest, scan, about: {} }))
}

/** The ids of an artifact's findings by rule. */
export async function findingIds(tenant: TestTenant, artifactId: string): Promise<Record<string, string>> {
  const rows = await db.artifactFinding.findMany({
    where: { tenantId: tenant.id, artifactId },
    select: { id: true, rule: true },
  })
  return Object.fromEntries(rows.map(({ id, rule }) => [rule, id]))
}

/** The first environment, with the platform's rules around it; made once a database. */
export async function firstEnvironment() {
  return (await unsafeDb.environment.findUnique({ where: { name: 'dev' } })) ?? makePlatformRules()
}

/** A manifest that the shipped rules let through. */
export function declaredAs(name: string, over: Partial<NormalisedManifest['metadata']> = {}): NormalisedManifest {
  const { manifest } = estimateInput({ class: 'serverless' })
  return { ...manifest, metadata: { ...manifest.metadata, name, ...over } }
}

/** A runner that has the artifact, as somebody's deployment left it. */
export async function runnerWith(tenant: TestTenant, digest: string, requestedById = 'usr_test'): Promise<string> {
  const environment = await firstEnvironment()
  const { runnerId, deploymentId } = await makeRunner(
    tenant.id,
    environment,
    declaredAs(`r-${newId('runner').slice(-8).toLowerCase()}`),
  )
  const tenantId = tenant.id
  await db.runner.updateMany({ where: { tenantId, id: runnerId }, data: { artifactDigest: digest } })
  await db.deployment.updateMany({
    where: { tenantId, id: deploymentId },
    data: { artifactDigest: digest, requestedById },
  })
  return runnerId
}

/** Says what npm packages an artifact is made of, as `name@version`. */
export async function madeOf(tenant: TestTenant, artifactId: string, ...packages: string[]): Promise<void> {
  await db.artifactComponent.createMany({
    data: packages.map((text) => {
      const at = text.lastIndexOf('@')
      const [name, version] = [text.slice(0, at), text.slice(at + 1)]
      const purl = `pkg:npm/${name.replace('@', '%40')}@${version}`
      return { tenantId: tenant.id, artifactId, purl, ecosystem: 'npm', name, version, path: `node_modules/${name}` }
    }),
  })
}
