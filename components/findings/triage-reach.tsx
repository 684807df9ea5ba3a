import { EnvironmentMark } from '#components/ui/environment-mark.tsx'
import { Notice } from '#components/ui/notice.tsx'
import { sayCount } from '#lib/artifacts/words.ts'
import type { TriagePreview } from '#lib/findings/preview-triage.ts'

export type TriagedFinding = {
  id: string
  rule: string
  component: string | null
  version: string | null
  path: string | null
}

type Props = {
  findings: readonly TriagedFinding[]
  /** Undefined until it is known. */
  reach: TriagePreview | undefined
  /** Whether what is about to be said takes findings out of a gate's count. */
  excusing: boolean
}

const NAMED = 8

/** What a triage will reach, before it is given. */
export function TriageReach({ findings, reach, excusing }: Props) {
  const named = findings.slice(0, NAMED)
  return (
    <div className="space-y-3">
      <div className="rounded-md bg-sunken p-3" aria-live="polite">
        <p className="font-medium">
          {reach
            ? `Covers ${sayCount(reach.findings, 'finding')} in ${sayCount(reach.artifacts, 'artifact')}`
            : 'Looking at what it covers…'}
        </p>
        <ul className="mt-1 text-ink-muted">
          {named.map(({ id, rule, component, version, path }) => (
            <li key={id} className="truncate">
              <span className="font-mono text-sm">{rule}</span> {component ? `${component} ${version ?? ''}` : path}
            </li>
          ))}
          {findings.length > NAMED ? <li>and {findings.length - NAMED} more</li> : null}
        </ul>
        {reach?.runners.length ? (
          <p className="mt-2 flex flex-wrap items-center gap-x-3 gap-y-1">
            Running as
            {reach.runners.map(({ id, name, environment }) => (
              <span key={id} className="inline-flex items-center gap-1.5">
                <EnvironmentMark name={environment} /> {name}
              </span>
            ))}
          </p>
        ) : null}
      </div>
      {excusing && reach?.involved ? (
        <Notice kind="caution" title="Somebody else must say this">
          You built, wrote or requested one of these artifacts.
        </Notice>
      ) : null}
    </div>
  )
}
