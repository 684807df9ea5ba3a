/** Rules by name, each with its very text. */
export function RuleTexts({ policies }: { policies: Record<string, string> }) {
  const rules = Object.entries(policies).sort(([a], [b]) => (a < b ? -1 : 1))
  if (rules.length === 0) return <p className="text-ink-muted">It has none of its own: the wider layer’s count.</p>
  return (
    <ul className="divide-y rounded-lg border bg-surface">
      {rules.map(([id, text]) => (
        <li key={id} className="px-3 py-2">
          <details>
            <summary className="cursor-pointer font-mono text-sm">{id}</summary>
            <pre className="mt-1 overflow-x-auto rounded-md bg-sunken p-2 font-mono text-sm">{text}</pre>
          </details>
        </li>
      ))}
    </ul>
  )
}
