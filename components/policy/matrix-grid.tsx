import { Check, Minus } from 'lucide-react'
import { ScrollBox } from '#components/ui/scroll-box.tsx'
import { classRules, networkProfiles, profileTitles, runnerClasses } from '#lib/manifests/classes.ts'
import type { Combination } from '#lib/policy/schema.ts'

/** The combinations of class, size and network profile the tenant is offered. What is not marked is denied. */
export function MatrixGrid({ rows }: { rows: readonly Combination[] }) {
  const offered = new Set(rows.map((row) => `${row.class}/${row.size}/${row.profile}`))
  return (
    <ScrollBox label="Tenant matrix">
      <table aria-label="Tenant matrix" className="w-full text-left">
        <thead>
          <tr className="border-b">
            <th scope="col" className="px-3 py-2 font-medium text-ink-muted">
              Class and size
            </th>
            {networkProfiles.map((profile) => (
              <th key={profile} scope="col" className="px-3 py-2 text-center font-medium text-ink-muted">
                {profileTitles[profile]}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {runnerClasses.flatMap((name) =>
            classRules[name].sizes.map((size) => (
              <tr key={`${name}/${size}`} className="border-b last:border-b-0">
                <th scope="row" className="whitespace-nowrap px-3 py-1.5 font-normal">
                  {classRules[name].title} <span className="text-ink-muted">{size}</span>
                </th>
                {networkProfiles.map((profile) => (
                  <td key={profile} className="px-3 py-1.5">
                    <Mark offered={offered.has(`${name}/${size}/${profile}`)} />
                  </td>
                ))}
              </tr>
            )),
          )}
        </tbody>
      </table>
    </ScrollBox>
  )
}

function Mark({ offered }: { offered: boolean }) {
  return (
    <span className="flex justify-center">
      {offered ? (
        <Check aria-hidden className="size-4 text-good" />
      ) : (
        <Minus aria-hidden className="size-4 text-ink-faint" />
      )}
      <span className="sr-only">{offered ? 'offered' : 'not offered'}</span>
    </span>
  )
}
