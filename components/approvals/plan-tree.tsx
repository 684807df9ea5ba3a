import { classNames } from '#components/ui/class-names.ts'
import { shortDigest } from '#components/ui/digest.tsx'
import { toneText } from '#components/ui/tone.ts'
import type { AttributeChange, ResourceAction, ResourceChange, ResourceKind } from '#lib/provisioning/plan-changes.ts'

const kindWords: Record<ResourceKind, string> = {
  runner: 'Runner',
  artifact: 'Artifact',
  scaling: 'Scaling',
  driver: 'Driver',
  env: 'Variable',
  secret: 'Secret',
  egress: 'Egress',
  trigger: 'Trigger',
}

const actions: Record<ResourceAction, { glyph: string; word: string; look: string }> = {
  create: { glyph: '+', word: 'is created', look: toneText.good },
  update: { glyph: '~', word: 'changes', look: toneText.wait },
  delete: { glyph: '−', word: 'goes', look: toneText.bad },
}

/** What a deployment does, resource by resource, with only the attributes that differ. */
export function PlanTree({ changes }: { changes: readonly ResourceChange[] }) {
  if (!changes.length) return <p className="text-ink-muted">Nothing changes: what runs is as asked for.</p>
  return (
    <ul className="overflow-hidden rounded-lg border bg-surface">
      {changes.map((change) => (
        <Resource key={`${change.kind} ${change.name}`} change={change} />
      ))}
    </ul>
  )
}

function Resource({ change: { kind, name, action, attributes } }: { change: ResourceChange }) {
  const { glyph, word, look } = actions[action]
  return (
    <li className="flex gap-2 border-b px-3 py-1.5 last:border-b-0">
      <span aria-hidden className={classNames('w-3 shrink-0 text-center font-mono font-semibold', look)}>
        {glyph}
      </span>
      <div className="min-w-0 flex-1 @lg:grid @lg:grid-cols-[minmax(0,15rem)_minmax(0,1fr)] @lg:gap-4">
        <p className="min-w-0">
          <span className="text-ink-muted">{kindWords[kind]} </span>
          <span className="break-all font-mono text-sm">{name}</span>
          <span className="sr-only"> {word}</span>
        </p>
        <ul className="flex min-w-0 flex-wrap gap-x-4 gap-y-0.5">
          {attributes.map((attribute) => (
            <Attribute key={attribute.name} attribute={attribute} />
          ))}
        </ul>
      </div>
    </li>
  )
}

function Attribute({ attribute: { name, before, after } }: { attribute: AttributeChange }) {
  return (
    <li className="min-w-0 break-all font-mono text-sm">
      <span className="text-ink-muted">{name} </span>
      {before === undefined ? null : <del className="text-ink-muted decoration-bad">{shown(before)}</del>}
      {before !== undefined && after !== undefined ? <span className="text-ink-faint"> → </span> : null}
      {after === undefined ? null : <ins className="no-underline">{shown(after)}</ins>}
    </li>
  )
}

const shown = (value: string) => (value.startsWith('sha256:') ? shortDigest(value) : value)
