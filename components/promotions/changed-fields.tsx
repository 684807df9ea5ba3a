import { ScrollBox } from '#components/ui/scroll-box.tsx'
import type { FieldChange } from '#lib/manifests/diff-manifests.ts'

/** What a version changes against what runs now, field by field. */
export function ChangedFields({ changes }: { changes: readonly FieldChange[] }) {
  if (!changes.length)
    return <p className="text-ink-muted">The manifest is the same; only the source or the artifact differs.</p>
  return (
    <ScrollBox label="Changed fields">
      <table className="w-full border-collapse text-left">
        <thead>
          <tr className="border-b text-ink-muted text-sm">
            <th scope="col" className="px-3 py-1.5 font-medium">
              Field
            </th>
            <th scope="col" className="px-3 py-1.5 font-medium">
              Runs now
            </th>
            <th scope="col" className="px-3 py-1.5 font-medium">
              After this
            </th>
          </tr>
        </thead>
        <tbody>
          {changes.map((change) => (
            <tr key={change.path} className="border-b align-top last:border-b-0">
              <td className="px-3 py-1.5 font-mono text-sm">{change.path}</td>
              <td className="break-all px-3 py-1.5 font-mono text-ink-muted text-sm">
                {change.before === undefined ? '–' : <del className="decoration-bad">{change.before}</del>}
              </td>
              <td className="break-all px-3 py-1.5 font-mono text-sm">
                {change.after === undefined ? '–' : <ins className="no-underline">{change.after}</ins>}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollBox>
  )
}
