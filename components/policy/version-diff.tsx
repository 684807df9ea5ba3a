import { SideBySide } from '#components/manifests/side-by-side.tsx'
import { Badge } from '#components/ui/badge.tsx'
import { diffText } from '#lib/manifests/diff-manifests.ts'

type Texts = Record<string, string>
type Props = {
  diff: {
    added: readonly string[]
    changed: readonly string[]
    removed: readonly string[]
    matrix: { added: number; changed: number; removed: number }
    quotas: readonly string[]
  }
  before: Texts
  after: Texts
  titles: { left: string; right: string }
}

const marks = { added: 'good', changed: 'busy', removed: 'bad' } as const

/** What changes between two sets of rules, rule by rule, and how much of matrix and quotas. */
export function VersionDiff({ diff, before, after, titles }: Props) {
  const rules = (['added', 'changed', 'removed'] as const).flatMap((how) => diff[how].map((id) => ({ id, how })))
  const { added, changed, removed } = diff.matrix
  const rows = added + changed + removed
  return (
    <div className="space-y-5">
      {rules.length === 0 ? <p className="text-ink-muted">No rule is another.</p> : null}
      {rows > 0 ? (
        <p>
          In the matrix {added} {added === 1 ? 'row comes' : 'rows come'}, {changed} say the opposite and {removed} go.
        </p>
      ) : null}
      {diff.quotas.length > 0 ? (
        <ul aria-label="Quotas and budgets that change" className="tabular-nums">
          {diff.quotas.map((change) => (
            <li key={change}>{change}</li>
          ))}
        </ul>
      ) : null}
      {rules.map(({ id, how }) => (
        <section key={id} aria-label={id}>
          <h3 className="mb-1.5 flex items-center gap-2">
            <code>{id}</code> <Badge tone={marks[how]}>{how}</Badge>
          </h3>
          <SideBySide rows={diffText(before[id] ?? '', after[id] ?? '')} titles={titles} />
        </section>
      ))}
    </div>
  )
}
