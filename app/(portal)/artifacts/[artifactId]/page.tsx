import type { Metadata } from 'next'
import { ImageSection } from '#components/artifacts/image-section.tsx'
import { OriginSection } from '#components/artifacts/origin-section.tsx'
import { ScanSection } from '#components/artifacts/scan-section.tsx'
import { StatementsSection } from '#components/artifacts/statements-section.tsx'
import { WhereItRuns } from '#components/artifacts/where-it-runs.tsx'
import { FindingDetails } from '#components/findings/finding-details.tsx'
import { FindingSheet } from '#components/findings/finding-sheet.tsx'
import { FindingsList } from '#components/findings/findings-list.tsx'
import { TriageButton } from '#components/findings/triage-button.tsx'
import { DescriptionList } from '#components/ui/description-list.tsx'
import { Digest, shortDigest } from '#components/ui/digest.tsx'
import { PageHeader } from '#components/ui/page-header.tsx'
import { RelativeTime } from '#components/ui/relative-time.tsx'
import { Section } from '#components/ui/section.tsx'
import { Status } from '#components/ui/status.tsx'
import { TextLink } from '#components/ui/text-link.tsx'
import { getOrigin } from '#lib/artifacts/artifact-origin.ts'
import { getImageContents, type ImageContents } from '#lib/artifacts/image-contents.ts'
import { downloadName, imageCommands } from '#lib/artifacts/outside-commands.ts'
import { getArtifact } from '#lib/artifacts/queries.ts'
import { artifactKindWords } from '#lib/artifacts/schema.ts'
import { sayBytes, sayScan } from '#lib/artifacts/words.ts'
import { may } from '#lib/auth/authorise.ts'
import { pageActor } from '#lib/auth/page-actor.ts'
import { getFinding } from '#lib/findings/get-finding.ts'
import { listFindings } from '#lib/findings/queries.ts'
import { orNotFound } from '#lib/http/or-not-found.ts'
import { readSearch } from '#lib/http/search-params.ts'
import { previewTriageAction, triageAction } from '../../findings/actions.ts'

export const metadata: Metadata = { title: 'Artifact' }

const SHOWN = 100

type Props = { params: Promise<{ artifactId: string }>; searchParams: Promise<{ finding?: string }> }

export default async function ArtifactPage({ params, searchParams }: Props) {
  const actor = await pageActor('artifact:read')
  const { artifactId } = await params
  const artifact = await orNotFound(getArtifact(actor, decodeURIComponent(artifactId)))
  const { finding: open } = await readSearch(searchParams)
  const isImage = artifact.kind === 'image' || artifact.kind === 'golden_image'
  const [{ findings, next }, shown, origin, image] = await Promise.all([
    listFindings(actor, { artifactId: artifact.id, limit: SHOWN }),
    open ? orNotFound(getFinding(actor, open)) : undefined,
    getOrigin(actor, artifact.id),
    isImage ? getImageContents(actor, artifact.digest) : undefined,
  ])
  const acts = {
    triage: triageAction,
    preview: previewTriageAction,
    mayTriage: may(actor, 'finding:triage'),
    mayDecide: may(actor, 'finding:decide'),
  }
  const verdict = artifact.scan ? sayScan(artifact.scan.summary) : undefined
  const facts = [
    { term: 'Digest', value: <Digest digest={artifact.digest} /> },
    { term: 'Kind', value: `${artifactKindWords[artifact.kind]}, ${sayBytes(artifact.sizeBytes)}` },
    { term: 'Source', value: artifact.sourceDigest ? <Digest digest={artifact.sourceDigest} /> : null },
    { term: 'Built', value: <RelativeTime at={artifact.builtAt} /> },
    { term: 'Build type', value: <span className="font-mono text-sm">{artifact.buildType}</span> },
  ]
  return (
    <>
      <PageHeader
        title={artifact.manifests.map(({ name }) => name).join(', ') || shortDigest(artifact.digest)}
        crumbs={[{ label: 'Artifacts', href: '/artifacts' }]}
        description={
          verdict ? (
            <Status status={verdict.status} className="whitespace-normal">
              {verdict.words}
            </Status>
          ) : (
            'Not scanned yet.'
          )
        }
      />
      <Section title="Facts">
        <DescriptionList items={facts} />
      </Section>
      {image ? <ImageSection image={image} commands={commandsFor(artifact, image)} /> : null}
      {origin ? <OriginSection origin={origin} /> : null}
      <WhereItRuns runners={artifact.runners} deployments={artifact.deployments} />
      {artifact.scan ? (
        <ScanSection
          artifactId={artifact.id}
          scan={artifact.scan}
          findings={findings.length ? <FindingsList rows={findings} {...acts} ofOneArtifact /> : null}
        />
      ) : null}
      {next ? (
        <p className="-mt-6 mb-8">
          <TextLink href={`/findings?artifactId=${artifact.id}`}>All findings of this artifact</TextLink>
        </p>
      ) : null}
      {shown ? (
        <FindingSheet title={shown.rule}>
          <FindingDetails finding={shown} actions={<TriageButton findings={[shown]} {...acts} />} />
        </FindingSheet>
      ) : null}
      <StatementsSection
        artifactId={artifact.id}
        file={downloadName(artifact.kind, artifact.digest)}
        rows={artifact.attestations}
      />
    </>
  )
}

type Shown = { digest: string; attestations: { keyId: string }[] }

function commandsFor({ digest, attestations }: Shown, { published }: ImageContents) {
  if (!published) return []
  const keyFile = `${attestations.at(-1)?.keyId.slice(0, 12) ?? 'key'}.pem`
  return imageCommands({ digest, keyFile, address: published.address, plainHttp: published.plainHttp })
}
