import Link from 'next/link'

/** What an entry is about, by id. */
export type Subjects = {
  manifestId: string | null
  environmentId: string | null
  runnerId: string | null
  deploymentId: string | null
  runId: string | null
}

const places = [
  { field: 'manifestId', word: 'manifest', path: '/manifests' },
  { field: 'deploymentId', word: 'deployment', path: '/deployments' },
  { field: 'runnerId', word: 'runner', path: '/catalog' },
  { field: 'runId', word: 'run', path: '/runs' },
] as const

/** Links to what an entry is about. */
export function SubjectChips({ subjects }: { subjects: Subjects }) {
  return (
    <span className="inline-flex gap-1 align-middle">
      {places.map(({ field, word, path }) =>
        subjects[field] ? (
          <Link
            key={field}
            href={`${path}/${subjects[field]}`}
            className="relative z-10 inline-flex h-5 items-center rounded-sm bg-sunken px-1.5 font-medium text-ink-muted text-xs hover:text-ink hover:underline"
          >
            {word}
          </Link>
        ) : null,
      )}
    </span>
  )
}
