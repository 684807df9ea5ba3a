import type { ScanSummary } from './schema.ts'

/** A size as people say it, in binary units: `12.3 KiB`. Pure. */
export function sayBytes(bytes: number): string {
  const units = ['B', 'KiB', 'MiB', 'GiB']
  const step = Math.min(units.length - 1, Math.floor(Math.log2(Math.max(1, bytes)) / 10))
  const value = bytes / 1024 ** step
  return `${step && value < 100 ? value.toFixed(1) : Math.round(value)} ${units[step]}`
}

/** `1 secret`, `2 secrets`. Pure. */
export function sayCount(count: number, one: string, many = `${one}s`): string {
  return `${count} ${count === 1 ? one : many}`
}

/** How a scan came out, as one status and its words. Not knowing is never called passed. Pure. */
export function sayScan(summary: ScanSummary): { status: 'failed' | 'warning' | 'passed'; words: string } {
  const { critical, high, medium, low, unknown } = summary.vulnerabilities
  const parts = [
    summary.secrets && sayCount(summary.secrets, 'secret'),
    summary.deniedLicences && sayCount(summary.deniedLicences, 'denied licence'),
    critical && `${critical} critical`,
    high && `${high} high`,
    medium + low + unknown && sayCount(medium + low + unknown, 'lesser vulnerability', 'lesser vulnerabilities'),
    summary.unknown && `${summary.unknown} without data`,
  ].filter(Boolean)
  if (summary.secrets || summary.deniedLicences || critical || high)
    return { status: 'failed', words: parts.join(', ') }
  if (parts.length) return { status: 'warning', words: parts.join(', ') }
  return { status: 'passed', words: 'Nothing found' }
}

/** What a predicate type is called on a page. Pure. */
export function sayPredicate(predicateType: string): string {
  const names: Record<string, string> = {
    'https://slsa.dev/provenance/v1': 'Provenance (SLSA v1)',
    'https://cyclonedx.org/bom': 'SBOM (CycloneDX)',
    'https://in-toto.io/attestation/vulns/v0.2': 'Vulnerability scan',
    'https://sigstore.dev/cosign/sign/v1': 'Image signature',
  }
  return names[predicateType] ?? predicateType
}

/**
 * The commands that verify a downloaded statement, and that it is about the artifact: openssl, jq and a shell. An image
 * (`….tar`, an OCI layout) is named by its manifest, which is looked up in it. Pure.
 */
export function verifyCommands(bundleFile: string, keyFile: string, artifactFile: string): string {
  return [
    `TYPE=$(jq -r .dsseEnvelope.payloadType ${bundleFile})`,
    `jq -r .dsseEnvelope.payload ${bundleFile} | base64 -d > payload`,
    `{ printf 'DSSEv1 %d %s %d ' \${#TYPE} "$TYPE" "$(wc -c < payload)"; cat payload; } > signed`,
    `jq -r '.dsseEnvelope.signatures[0].sig' ${bundleFile} | base64 -d > signature`,
    `openssl dgst -sha256 -verify ${keyFile} -signature signature signed`,
    ...(artifactFile.endsWith('.tar')
      ? [
          `jq -r '.subject[0].digest.sha256 + "  -"' payload > sum`,
          `tar -xOf ${artifactFile} "blobs/sha256/$(cut -c1-64 sum)" | sha256sum -c sum`,
        ]
      : [`jq -r '.subject[0].digest.sha256 + "  ${artifactFile}"' payload | sha256sum -c`]),
  ].join('\n')
}
