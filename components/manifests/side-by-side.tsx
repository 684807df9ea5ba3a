import { classNames } from '#components/ui/class-names.ts'
import { ScrollBox } from '#components/ui/scroll-box.tsx'
import type { DiffRow, DiffSide, FieldChange } from '#lib/manifests/diff-manifests.ts'

type Props = { rows: readonly DiffRow[]; titles: { left: string; right: string } }

const marks = { same: ' ', changed: '~', removed: '−', added: '+' } as const
const words = { same: '', changed: 'changed', removed: 'removed', added: 'added' } as const

/** Two texts beside each other, line by line. */
export function SideBySide({ rows, titles }: Props) {
  return (
    <ScrollBox label="Differences by line">
      <table className="w-full min-w-160 table-fixed border-collapse font-mono text-sm">
        <colgroup>
          <col className="w-10" />
          <col />
          <col className="w-8" />
          <col className="w-10" />
          <col />
        </colgroup>
        <thead>
          <tr className="border-b text-left font-sans text-ink-muted">
            <th scope="col" colSpan={2} className="px-3 py-1.5 font-medium">
              {titles.left}
            </th>
            <th scope="col">
              <span className="sr-only">Change</span>
            </th>
            <th scope="col" colSpan={2} className="px-3 py-1.5 font-medium">
              {titles.right}
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={`${row.left?.line ?? ''}:${row.right?.line ?? ''}`}>
              <Side side={row.left} tone={row.left && row.kind !== 'same' ? 'bg-bad-soft' : undefined} />
              <td className="select-none text-center text-ink-muted">
                <span aria-hidden>{marks[row.kind]}</span>
                <span className="sr-only">{words[row.kind]}</span>
              </td>
              <Side side={row.right} tone={row.right && row.kind !== 'same' ? 'bg-good-soft' : undefined} />
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollBox>
  )
}

function Side({ side, tone }: { side: DiffSide | undefined; tone: string | undefined }) {
  return (
    <>
      <td className="select-none px-2 text-right align-top text-ink-faint">{side?.line}</td>
      <td className={classNames('whitespace-pre-wrap break-words px-2 align-top', tone)}>{side?.text}</td>
    </>
  )
}

/** The fields that differ in meaning, whatever was rewritten around them. */
export function FieldChanges({ changes }: { changes: readonly FieldChange[] }) {
  if (changes.length === 0) return <p className="text-ink-muted">The same runner: only the writing differs.</p>
  return (
    <ul className="space-y-1">
      {changes.map(({ path, before, after }) => (
        <li key={path}>
          <code>{path}</code>{' '}
          {before === undefined ? null : (
            <>
              <span className="sr-only">was </span>
              <del className="text-bad">{before}</del>{' '}
            </>
          )}
          {after === undefined ? (
            <span className="text-ink-muted">is gone</span>
          ) : (
            <>
              <span className="sr-only">is now </span>
              <ins className="text-good no-underline">{after}</ins>
            </>
          )}
        </li>
      ))}
    </ul>
  )
}
