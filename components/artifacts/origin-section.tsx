import { DescriptionList } from '#components/ui/description-list.tsx'
import { Digest } from '#components/ui/digest.tsx'
import { RelativeTime } from '#components/ui/relative-time.tsx'
import { Section } from '#components/ui/section.tsx'
import { Cell, Column, Row, Table } from '#components/ui/table.tsx'
import { TextLink } from '#components/ui/text-link.tsx'
import type { ArtifactOrigin } from '#lib/artifacts/artifact-origin.ts'
import { sayCount } from '#lib/artifacts/words.ts'

/** More materials than these are folded away: a golden image has a hundred. */
const SHOWN = 8

/** Who and what built an artifact and from what, as its signed provenance says. */
export function OriginSection({ origin }: { origin: ArtifactOrigin }) {
  const { builder, versions, invocation, startedAt, finishedAt, parameters, materials } = origin
  const facts = [
    { term: 'Built by', value: <span className="font-mono text-sm">{builder}</span> },
    { term: 'With', value: pairs(versions) },
    {
      term: 'Asked for by',
      value: (
        <TextLink href={`/go/${invocation}`} className="break-all">
          {invocation}
        </TextLink>
      ),
    },
    { term: 'Took', value: `${((finishedAt.getTime() - startedAt.getTime()) / 1000).toFixed(1)} s` },
    { term: 'Finished', value: <RelativeTime at={finishedAt} /> },
    { term: 'Declared', value: <span className="break-all font-mono text-sm">{pairs(parameters)}</span> },
  ]
  const head = (
    <>
      <Column>Read by the build</Column>
      <Column>Digest</Column>
    </>
  )
  return (
    <Section title="How it came to be" description="As its signed provenance says.">
      <DescriptionList items={facts} />
      {materials.length ? (
        <details className="mt-4" open={materials.length <= SHOWN}>
          <summary className="mb-2 cursor-pointer text-accent-text">
            Read by the build: {sayCount(materials.length, 'file or package', 'files and packages')}
          </summary>
          <Table label="What the build read" head={head}>
            {materials.map(({ uri, digest }) => (
              <Row key={uri}>
                <Cell part="main" grow title={uri} className="break-all font-mono text-sm">
                  {uri}
                </Cell>
                <Cell part="end">{digest ? <Digest digest={digest} /> : null}</Cell>
              </Row>
            ))}
          </Table>
        </details>
      ) : null}
    </Section>
  )
}

const pairs = (values: Record<string, unknown>) =>
  Object.entries(values)
    .map(([name, value]) => `${name} ${typeof value === 'string' ? value : JSON.stringify(value)}`)
    .join(' · ')
