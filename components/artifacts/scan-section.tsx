import type { ReactNode } from 'react'
import { Digest } from '#components/ui/digest.tsx'
import { DownloadLink } from '#components/ui/download-link.tsx'
import { Notice } from '#components/ui/notice.tsx'
import { RelativeTime } from '#components/ui/relative-time.tsx'
import { Section } from '#components/ui/section.tsx'
import { Stat } from '#components/ui/stat.tsx'
import type { ScanDataset, ScanSummary } from '#lib/artifacts/schema.ts'
import { sayCount } from '#lib/artifacts/words.ts'
import { type ComponentRow, ComponentsTable } from './components-table.tsx'

export type ScanView = {
  at: Date
  dataset: ScanDataset
  summary: ScanSummary
  components: ComponentRow[]
}

type Props = {
  artifactId: string
  scan: ScanView
  /** What was found and how people stand to it. */
  findings: ReactNode
}

/** What the last scan saw: figures, what it could not know, findings, packages. */
export function ScanSection({ artifactId, scan, findings }: Props) {
  const { summary, components } = scan
  const known = Object.values(summary.vulnerabilities).reduce((sum, count) => sum + count, 0)
  return (
    <>
      <Section
        title="Scan"
        description={
          <>
            Looked at <RelativeTime at={scan.at} />.
          </>
        }
      >
        <div className="mb-4 grid grid-cols-2 gap-4 sm:grid-cols-4">
          <Stat
            label="Known vulnerabilities"
            value={known}
            note={`${summary.vulnerabilities.critical} critical, ${summary.vulnerabilities.high} high`}
          />
          <Stat label="Denied licences" value={summary.deniedLicences} note={`${summary.licencesToReview} to review`} />
          <Stat
            label="Secrets"
            value={summary.secrets}
            note={`${sayCount(summary.filesScanned, 'file')} read, ${summary.filesNotScanned} not`}
          />
          <Stat label="Packages" value={summary.components} note={`${summary.unknown} not in the data`} />
        </div>
        <DatasetNotice dataset={scan.dataset} summary={summary} />
      </Section>
      <Section title="Findings" description="What counts at a gate is what nobody has excused.">
        {findings ?? <p className="text-ink-muted">The scan found nothing.</p>}
      </Section>
      <Section
        title="What it is made of"
        actions={<DownloadLink href={`/api/v1/artifacts/${artifactId}/sbom`}>SBOM</DownloadLink>}
      >
        {components.length ? (
          <ComponentsTable rows={components} />
        ) : (
          <p className="text-ink-muted">Its own files only: no package is installed in it.</p>
        )}
      </Section>
    </>
  )
}

/** `Debian:11` and `Debian:12` are one word in a sentence. */
function families(ecosystems: readonly string[]): string {
  return [...new Set(ecosystems.map((ecosystem) => ecosystem.split(':')[0]))].join(', ')
}

function DatasetNotice({ dataset, summary }: { dataset: ScanDataset; summary: ScanSummary }) {
  const complete = [...new Set((dataset.sources ?? []).flatMap(({ completeFor }) => completeFor))].sort()
  return (
    <Notice kind={summary.unknown ? 'caution' : 'info'}>
      {summary.unknown
        ? `Nothing is known of ${sayCount(summary.unknown, 'package')}: that is not the same as clean. `
        : null}
      The data is {dataset.name}, <span className="font-mono text-sm">{dataset.version}</span>,{' '}
      {dataset.date ? `as of ${dataset.date.slice(0, 10)}` : 'undated'}, newest entry{' '}
      {dataset.newestCve ?? 'unnumbered'}. It covers {dataset.packagesCovered} packages of{' '}
      {families(dataset.ecosystems)} with {dataset.advisories} advisories.
      {complete.length ? ` It is complete for ${complete.join(', ')}: no advisory there means none is known.` : null}{' '}
      Its digest is <Digest digest={dataset.digest} />
    </Notice>
  )
}
