import Link from 'next/link'
import { EnvironmentMark } from '#components/ui/environment-mark.tsx'
import type { PlacedRunner } from './runs-in.tsx'

/** The runners that have something now, each leading to its page. */
export function RunnerLinks({ runners }: { runners: readonly PlacedRunner[] }) {
  if (!runners.length) return <p className="text-ink-muted">No runner has it at present.</p>
  return (
    <ul className="flex flex-wrap gap-x-4 gap-y-1">
      {runners.map(({ id, name, environment }) => (
        <li key={id} className="inline-flex items-center gap-1.5">
          <EnvironmentMark name={environment.name} />
          <Link href={`/catalog/${id}`} className="text-accent-text hover:underline">
            {name}
          </Link>
        </li>
      ))}
    </ul>
  )
}
