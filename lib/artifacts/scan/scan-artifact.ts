import { scanVulnerabilities, type VulnerabilityScan } from '../../advisories/scan-vulnerabilities.ts'
import type { ArtifactKind } from '../build/build-artifact.ts'
import type { ScanDataset, ScanFinding, ScanSummary } from '../schema.ts'
import { severities } from '../severities.ts'
import { sayCount } from '../words.ts'
import type { ArtifactReader } from './artifact-reader.ts'
import type { Component } from './component.ts'
import { dependencyFindings } from './dependency-findings.ts'
import { judgeComponent, licenceFindings } from './licences.ts'
import { openImage } from './read-image.ts'
import { withZip } from './read-zip.ts'
import { faultsOfSbom, makeSbom, type Sbom } from './sbom.ts'
import { type SecretSearch, secretFindings } from './secret-findings.ts'
import { type ArtifactInventory, takeInventory } from './take-inventory.ts'

export type ArtifactToScan = {
  /** `sha256:…` of it in the blob store: of the zip, or of the image's manifest. */
  digest: string
  kind: ArtifactKind
  /** What people call it, e.g. the manifest's name. */
  name: string
  log(line: string): void
}

/** A package as it is kept with the artifact, to be found and matched again. */
export type ScannedPackage = {
  purl: string
  ecosystem: string
  name: string
  version: string
  sourceName: string | null
  sourceVersion: string | null
  path: string | null
}

export type ArtifactScan = {
  sbom: Sbom
  dataset: ScanDataset
  summary: ScanSummary
  /** Most severe first. */
  findings: ScanFinding[]
  packages: ScannedPackage[]
  startedAt: Date
  finishedAt: Date
}

/**
 * Looks at an artifact with the data that is there: packages, known vulnerabilities, licences, secrets. One way for zips
 * and images alike; the same artifact and data give the same result, and the same artifact the same SBOM.
 * Throws when the SBOM it made is not valid CycloneDX 1.6, and `unavailable` when the artifact is damaged.
 */
export async function scanArtifact(artifact: ArtifactToScan): Promise<ArtifactScan> {
  const startedAt = new Date()
  const { digest, kind } = artifact
  const looked = isImage(kind)
    ? await lookAt(artifact, await openImage(digest))
    : await withZip(digest, (reader) => lookAt(artifact, reader))
  const { inventory, sbom, secrets, dependencies } = looked
  const { components } = inventory
  const packages = components.map(asPackage)
  const vulnerabilities = await scanVulnerabilities(packages)
  const licences = licenceFindings(components)
  const all = [...vulnerabilities.findings, ...licences, ...dependencies, ...secrets.findings]
  const summary = summarise(components, vulnerabilities, secrets)
  report(artifact.log, summary, vulnerabilities.dataset)
  const { dataset } = vulnerabilities
  return { sbom, dataset, summary, findings: all.sort(mostSevereFirst), packages, startedAt, finishedAt: new Date() }
}

const isImage = (kind: ArtifactKind) => kind === 'image' || kind === 'golden_image'

type Looked = { inventory: ArtifactInventory; sbom: Sbom; secrets: SecretSearch; dependencies: ScanFinding[] }

/** All that needs the artifact's bytes. */
async function lookAt({ digest, kind, name, log }: ArtifactToScan, reader: ArtifactReader): Promise<Looked> {
  const inventory = takeInventory(reader.facts)
  const os = inventory.os?.prettyName
  log(`Found ${sayCount(inventory.components.length, 'package')}${os ? ` on ${os}` : ''}.`)
  const subject = { name, sha256: digest.replace('sha256:', ''), os } as const
  const sbom = makeSbom({ ...subject, type: isImage(kind) ? 'container' : 'application' }, inventory)
  const faults = await faultsOfSbom(sbom)
  if (faults) throw new Error(`The SBOM is not valid CycloneDX 1.6: ${faults}`)
  const secrets = await secretFindings(reader, inventory, isImage(kind))
  return { inventory, sbom, secrets, dependencies: dependencyFindings(reader.facts, inventory.components) }
}

function asPackage({ purl, ecosystem, fullName, version, source, paths }: Component): ScannedPackage {
  return {
    ...{ purl, ecosystem, name: fullName, version },
    sourceName: source?.name ?? null,
    sourceVersion: source?.version ?? null,
    path: paths[0] ?? null,
  }
}

function summarise(
  components: readonly Component[],
  vulnerabilities: VulnerabilityScan,
  secrets: SecretSearch,
): ScanSummary {
  const verdicts = components.map((component) => judgeComponent(component).verdict)
  return {
    components: components.length,
    covered: vulnerabilities.covered,
    unknown: vulnerabilities.unknown.length,
    vulnerabilities: countBySeverity(vulnerabilities.findings),
    deniedLicences: verdicts.filter((verdict) => verdict === 'denied').length,
    licencesToReview: verdicts.filter((verdict) => verdict === 'review').length,
    secrets: secrets.findings.length,
    filesScanned: secrets.filesRead,
    filesNotScanned: secrets.filesSkipped,
  }
}

function report(log: (line: string) => void, summary: ScanSummary, dataset: ScanDataset): void {
  const counts = severities.map((severity) => `${summary.vulnerabilities[severity]} ${severity}`).join(', ')
  log(`Vulnerability data: ${dataset.version}, ${dataset.packagesCovered} packages, up to ${dataset.newestCve}.`)
  log(`Known vulnerabilities: ${counts}; ${summary.unknown} of ${summary.components} packages are not in the data.`)
  log(`Licences: ${summary.deniedLicences} denied, ${summary.licencesToReview} to review. Secrets: ${summary.secrets}.`)
}

function countBySeverity(findings: readonly ScanFinding[]): ScanSummary['vulnerabilities'] {
  const counts = { critical: 0, high: 0, medium: 0, low: 0, unknown: 0 }
  for (const { severity } of findings) counts[severity] += 1
  return counts
}

function mostSevereFirst(a: ScanFinding, b: ScanFinding): number {
  const bySeverity = severities.indexOf(a.severity) - severities.indexOf(b.severity)
  const key = (finding: ScanFinding) =>
    `${finding.kind} ${finding.component ?? ''} ${finding.rule} ${finding.path ?? ''}`
  return bySeverity || (key(a) < key(b) ? -1 : 1)
}
