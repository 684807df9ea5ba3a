import type { PeopleView } from '#lib/inbox/people-of-request.ts'

/** Who has a part in the matter and so decides nothing here: an edge a line, from the person to what they did. */
export function ConflictGraph({ conflicts }: { conflicts: PeopleView['conflicts'] }) {
  const people = [...new Set(conflicts.map(({ who }) => who))]
  return (
    <ul className="space-y-1">
      {people.map((who) => (
        <li key={who} className="flex flex-wrap items-center gap-x-2 gap-y-1">
          <span className="font-medium">{who}</span>
          <span aria-hidden className="h-px w-6 bg-line-strong" />
          <span className="text-ink-muted">
            {conflicts
              .filter((each) => each.who === who)
              .map(({ why }) => why)
              .join(' · ')}
          </span>
        </li>
      ))}
    </ul>
  )
}
