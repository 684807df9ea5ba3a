import { Notice } from '#components/ui/notice.tsx'
import type { ImportResult } from '#lib/advisories/schema.ts'

/** What an import did, with the first of the records that were none. */
export function ImportOutcome({ result }: { result: ImportResult }) {
  const { repeated, read, changed, withdrawn, malformed, faults, records, source } = result
  if (repeated) return <Notice title="This file was imported before">Nothing was changed.</Notice>
  return (
    <Notice kind={malformed ? 'caution' : 'info'} title={`${changed} of ${read} advisories are new or newer`}>
      {source} now holds {records}. {withdrawn ? `${withdrawn} of the file are withdrawn and match nothing. ` : null}
      {malformed ? (
        <>
          {malformed} files are no OSV record:
          <ul className="mt-1 list-disc pl-5 text-sm">
            {faults.map(({ entry, reason }) => (
              <li key={entry}>
                <span className="font-mono">{entry}</span> {reason}
              </li>
            ))}
          </ul>
        </>
      ) : null}
    </Notice>
  )
}
