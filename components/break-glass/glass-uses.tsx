import { RelativeTime } from '#components/ui/relative-time.tsx'
import { TextLink } from '#components/ui/text-link.tsx'

export type UseOfGlass = {
  deploymentId: string
  manifest: string
  passedOver: readonly string[]
  at: Date
  reviewedAt: Date | null
}

/** Deployments that passed by break-glass, each with the rules it went past. */
export function GlassUses({ uses }: { uses: readonly UseOfGlass[] }) {
  if (!uses.length) return <p className="text-ink-muted">It was not used.</p>
  return (
    <ul className="space-y-1">
      {uses.map(({ deploymentId, manifest, passedOver, at }) => (
        <li key={deploymentId}>
          <TextLink href={`/deployments/${deploymentId}`}>{manifest}</TextLink> went past{' '}
          {passedOver.map((rule, n) => (
            <span key={rule}>
              {n ? ', ' : ''}
              <code>{rule}</code>
            </span>
          ))}{' '}
          <RelativeTime at={at} className="text-ink-muted" />
        </li>
      ))}
    </ul>
  )
}
