import { EnvironmentMark } from '#components/ui/environment-mark.tsx'
import { RelativeTime } from '#components/ui/relative-time.tsx'
import { Section } from '#components/ui/section.tsx'
import { Status } from '#components/ui/status.tsx'
import { TextLink } from '#components/ui/text-link.tsx'

type Props = {
  freeze: { reason: string; startsAt: Date; endsAt: Date; liftedAt: Date | null }
  deployments: readonly {
    id: string
    status: string
    manifest: { name: string }
    manifestVersion: { version: number }
    environment: { name: string }
    approvals: readonly { id: string }[]
  }[]
  promotions: readonly { manifestId: string; name: string; version: number; from: string; to: { name: string } }[]
  now: Date
}

/** What a freeze stops in this tenant: said before it begins, so that people can do it earlier or plan it for later. */
export function BlockedList({ freeze, deployments, promotions, now }: Props) {
  const { reason, startsAt, endsAt, liftedAt } = freeze
  const over = liftedAt !== null || endsAt <= now
  const nothing = deployments.length === 0 && promotions.length === 0
  return (
    <Section
      title={over ? `“${reason}” stops nothing any more` : `What “${reason}” ${startsAt > now ? 'will stop' : 'stops'}`}
      description={
        over ? null : startsAt > now ? (
          <>
            It begins <RelativeTime at={startsAt} /> and ends <RelativeTime at={endsAt} />. What is done before is done.
          </>
        ) : (
          <>
            It ends <RelativeTime at={endsAt} />.
          </>
        )
      }
    >
      {over ? null : nothing ? (
        <p className="text-ink-muted">Nothing of this tenant is under way, waits, or is ready to be promoted there.</p>
      ) : (
        <ul className="divide-y rounded-lg border bg-surface">
          {deployments.map((row) => (
            <li key={row.id} className="flex flex-wrap items-center gap-x-4 gap-y-1 px-3 py-2">
              <TextLink href={`/deployments/${row.id}`} className="font-medium">
                {row.manifest.name} v{row.manifestVersion.version}
              </TextLink>
              <EnvironmentMark name={row.environment.name} />
              <Status status={row.status} />
              {row.approvals.map(({ id }) => (
                <TextLink key={id} href={`/approvals/${id}`}>
                  Open the request
                </TextLink>
              ))}
            </li>
          ))}
          {promotions.map((row) => (
            <li key={`${row.manifestId} ${row.from}`} className="flex flex-wrap items-center gap-x-4 gap-y-1 px-3 py-2">
              <TextLink href={`/promotions?q=${encodeURIComponent(row.name)}`} className="font-medium">
                {row.name} v{row.version}
              </TextLink>
              <span className="inline-flex items-center gap-1.5">
                <EnvironmentMark name={row.from} />
                <span aria-hidden>→</span>
                <EnvironmentMark name={row.to.name} />
              </span>
              <span className="text-ink-muted">ready to be promoted</span>
            </li>
          ))}
        </ul>
      )}
    </Section>
  )
}
