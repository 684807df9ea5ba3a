import { CodeBlock } from '#components/ui/code-block.tsx'
import { Digest } from '#components/ui/digest.tsx'
import { DownloadLink } from '#components/ui/download-link.tsx'
import { RelativeTime } from '#components/ui/relative-time.tsx'
import { Section } from '#components/ui/section.tsx'
import { Cell, Column, Row, Table } from '#components/ui/table.tsx'
import { sayPredicate, verifyCommands } from '#lib/artifacts/words.ts'

export type StatementRow = { id: string; predicateType: string; keyId: string; createdAt: Date }

/** `file`: what the artifact is called once downloaded. */
type StatementsProps = { artifactId: string; file: string; rows: readonly StatementRow[] }

/** The signed statements about an artifact, to take away, and how to check them without this portal. */
export function StatementsSection({ artifactId, file, rows }: StatementsProps) {
  const [first] = rows
  const head = (
    <>
      <Column>Statement</Column>
      <Column>Signed with</Column>
      <Column>Download</Column>
      <Column end>Signed</Column>
    </>
  )
  return (
    <Section
      title="Signed statements"
      description="Sigstore bundles (DSSE, in-toto). Each names this artifact by its digest."
    >
      <Table label="Signed statements" head={head}>
        {rows.map((row) => (
          <Row key={row.id}>
            <Cell part="main" grow title={row.predicateType}>
              {sayPredicate(row.predicateType)}
            </Cell>
            <Cell part="extra">
              <Digest digest={row.keyId} />
            </Cell>
            <Cell>
              <DownloadLink href={`/api/v1/artifacts/${artifactId}/attestations/${row.id}`}>Bundle</DownloadLink>
            </Cell>
            <Cell part="end" end className="text-ink-muted">
              <RelativeTime at={row.createdAt} />
            </Cell>
          </Row>
        ))}
      </Table>
      {first ? (
        <div className="mt-4">
          <p className="mb-2">
            Check one with openssl and jq: download its bundle, the{' '}
            <DownloadLink href={`/api/v1/keys/${first.keyId}`}>public key</DownloadLink> and the{' '}
            <DownloadLink href={`/api/v1/artifacts/${artifactId}/content`}>artifact</DownloadLink>, then:
          </p>
          <CodeBlock
            label="commands that verify a statement"
            code={verifyCommands(`${first.id}.sigstore.json`, `${first.keyId.slice(0, 12)}.pem`, file)}
          />
        </div>
      ) : null}
    </Section>
  )
}
