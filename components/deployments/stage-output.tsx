import { DescriptionList } from '#components/ui/description-list.tsx'
import { Digest } from '#components/ui/digest.tsx'
import { Status } from '#components/ui/status.tsx'

type Check = { name: string; passed: boolean; detail?: string }

const words = (key: string): string => {
  const plain = key.replace(/([A-Z])/g, ' $1').toLowerCase()
  return plain.charAt(0).toUpperCase() + plain.slice(1)
}

/** What a stage produced, as facts a person reads; nested data is shown as JSON. */
export function StageOutput({ output }: { output: Record<string, unknown> }) {
  const checks = output.checks as Check[] | undefined
  const items = Object.entries(output)
    .filter(([key, value]) => key !== 'checks' && value !== null && value !== undefined)
    .map(([key, value]) => ({ term: words(key), value: <Fact value={value} /> }))
  return (
    <div className="space-y-3">
      {checks ? (
        <ul className="space-y-1">
          {checks.map((check) => (
            <li key={check.name} className="flex flex-wrap gap-x-2">
              <Status status={check.passed ? 'passed' : 'failed'} />
              <span>{check.name}</span>
              {check.detail ? <span className="text-ink-muted">{check.detail}</span> : null}
            </li>
          ))}
        </ul>
      ) : null}
      <DescriptionList items={items} />
    </div>
  )
}

function Fact({ value }: { value: unknown }) {
  if (typeof value === 'string' && /^sha256:[0-9a-f]{64}$/.test(value)) return <Digest digest={value} />
  if (typeof value === 'object') {
    return (
      <details>
        <summary className="cursor-pointer text-ink-muted">Show</summary>
        <pre className="mt-1 max-h-60 overflow-auto rounded-md bg-sunken p-2 font-mono text-sm">
          {JSON.stringify(value, null, 2)}
        </pre>
      </details>
    )
  }
  return (
    <span className="break-words tabular-nums">
      {typeof value === 'boolean' ? (value ? 'yes' : 'no') : String(value)}
    </span>
  )
}
