import { checkedBlobPath } from '../blobs.ts'
import type { ArtifactKind } from '../build/build-artifact.ts'
import type { ScanDataset, ScanFinding, ScanSummary } from '../schema.ts'
import { severities } from '../schema.ts'
import { loadAdvisories } from './advisories.ts'
import { inventory } from './components.ts'
import { judgeLicence, licenceFindings } from './licences.ts'
import { readArtifact } from './read-artifact.ts'
import { faultsOfSbom, makeSbom, type Sbom } from './sbom.ts'
import { findSecrets } from './secrets.ts'
import { matchAdvisories } from './vulnerabilities.ts'

export type ArtifactToScan = {
  /** `sha256:…` of it in the blob store. */
  digest: string
  kind: ArtifactKind
  /** What people call it, e.g. the manifest's name. */
  name: string
  log(line: string): void
}

export type ArtifactScan = {
  sbom: Sbom
  dataset: ScanDataset
  summary: ScanSummary
  /** Most severe first. */
  findings: ScanFinding[]
  startedAt: Date
  finishedAt: Date
}

/**
 * Looks at a function's zip with the data that is there: components, known vulnerabilities, licences, secrets. The same
 * zip and data give the same result. Throws when the SBOM it made is not valid CycloneDX 1.6.
 */
export async function scanArtifact(artifact: ArtifactToScan): Promise<ArtifactScan> {
  const startedAt = new Date()
  const secrets: ScanFinding[] = []
  const content = await readArtifact(await checkedBlobPath(artifact.digest), async (name, text) => {
    secrets.push(...(await findSecrets(name, text)))
  })
  const found = inventory(content.project, content.installed, content.lock)
  const { components } = found
  artifact.log(`Found ${components.length} packages in ${content.filesRead + content.filesSkipped} files.`)
  const sbom = makeSbom({ name: artifact.name, sha256: artifact.digest.replace('sha256:', '') }, found)
  const faults = await faultsOfSbom(sbom)
  if (faults) throw new Error(`The SBOM is not valid CycloneDX 1.6: ${faults}`)
  const advisories = loadAdvisories()
  const vulnerabilities = matchAdvisories(components, advisories)
  const findings = [...vulnerabilities.findings, ...licenceFindings(components), ...secrets].sort(mostSevereFirst)
  const summary: ScanSummary = {
    components: components.length,
    covered: vulnerabilities.covered,
    unknown: vulnerabilities.unknown.length,
    vulnerabilities: countBySeverity(vulnerabilities.findings),
    deniedLicences: components.filter(({ licence }) => judgeLicence(licence).verdict === 'denied').length,
    licencesToReview: components.filter(({ licence }) => judgeLicence(licence).verdict === 'review').length,
    secrets: secrets.length,
    filesScanned: content.filesRead,
    filesNotScanned: content.filesSkipped,
  }
  report(artifact.log, summary, advisories.dataset)
  return { sbom, dataset: advisories.dataset, summary, findings, startedAt, finishedAt: new Date() }
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
