import { CodeBlock } from '#components/ui/code-block.tsx'
import { DescriptionList } from '#components/ui/description-list.tsx'
import { Digest } from '#components/ui/digest.tsx'
import { Section } from '#components/ui/section.tsx'
import { Cell, Column, Row, Table } from '#components/ui/table.tsx'
import type { ImageContents } from '#lib/artifacts/image-contents.ts'
import type { OutsideCommand } from '#lib/artifacts/outside-commands.ts'
import { sayBytes } from '#lib/artifacts/words.ts'

/** An image layer by layer, each with what made it; how it starts; where other tools find it, and with which commands. */
export function ImageSection({ image, commands }: { image: ImageContents; commands: readonly OutsideCommand[] }) {
  const { platform, layers, entrypoint, user, workdir, ports, published } = image
  const mono = (text: string) => <span className="break-all font-mono text-sm">{text}</span>
  const facts = [
    { term: 'Platform', value: platform },
    { term: 'Starts', value: entrypoint.length ? mono(entrypoint.join(' ')) : null },
    { term: 'As', value: user || 'root' },
    { term: 'In', value: workdir ? mono(workdir) : null },
    { term: 'Ports', value: ports.length ? ports.join(', ') : null },
    { term: 'Published as', value: published ? mono(published.address) : null },
    { term: 'Tags', value: published?.tags.length ? published.tags.join(', ') : null },
  ]
  const head = (
    <>
      <Column end>Layer</Column>
      <Column>Made by</Column>
      <Column>Digest</Column>
      <Column end>Size</Column>
    </>
  )
  return (
    <>
      <Section title="Image">
        <DescriptionList items={facts} />
        <div className="mt-4">
          <Table label="Layers, lowest first" head={head}>
            {layers.map(({ digest, size, createdBy }, at) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: two layers of one image may be the same bytes.
              <Row key={`${at} ${digest}`}>
                <Cell part="extra" end className="text-ink-muted tabular-nums">
                  {at + 1}
                </Cell>
                <Cell part="main" grow className="break-all font-mono text-sm">
                  {createdBy || <span className="text-ink-muted">Not said</span>}
                </Cell>
                <Cell>
                  <Digest digest={digest} />
                </Cell>
                <Cell part="end" end className="tabular-nums">
                  {sayBytes(size)}
                </Cell>
              </Row>
            ))}
          </Table>
        </div>
      </Section>
      {commands.length ? <OutsideTools commands={commands} /> : null}
    </>
  )
}

function OutsideTools({ commands }: { commands: readonly OutsideCommand[] }) {
  return (
    <Section
      title="With other tools"
      description="BARECOUNT_TOKEN is an API token with artifact:read; the public key is that of the statements below."
    >
      <div className="grid gap-3 lg:grid-cols-2">
        {commands.map(({ title, code }) => (
          <div key={title} className="min-w-0">
            <p className="mb-1 text-ink-muted text-sm">{title}</p>
            <CodeBlock label={title} code={code} />
          </div>
        ))}
      </div>
    </Section>
  )
}
