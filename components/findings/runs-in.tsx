import { EnvironmentMark } from '#components/ui/environment-mark.tsx'

export type PlacedRunner = { id: string; name: string; environment: { name: string } }

/** How many runners have something, and in which environments. */
export function RunsIn({ runners }: { runners: readonly PlacedRunner[] }) {
  if (!runners.length) return <span className="text-ink-muted">Nowhere</span>
  const environments = [...new Set(runners.map(({ environment }) => environment.name))]
  return (
    <span className="inline-flex items-center gap-2" title={runners.map(({ name }) => name).join(', ')}>
      <span className="tabular-nums">{runners.length}</span>
      {environments.map((name) => (
        <EnvironmentMark key={name} name={name} />
      ))}
    </span>
  )
}
