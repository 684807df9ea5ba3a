import { EnvironmentMark } from '#components/ui/environment-mark.tsx'
import { RelativeTime } from '#components/ui/relative-time.tsx'
import { Status } from '#components/ui/status.tsx'
import { TextLink } from '#components/ui/text-link.tsx'
import type { BreakGlassState } from '#lib/break-glass/schema.ts'
import { CloseGlass, type CloseGlassAct } from './close-glass.tsx'
import { GlassUses, type UseOfGlass } from './glass-uses.tsx'

export type GlassItem = {
  id: string
  state: BreakGlassState
  reason: string
  openedByLabel: string
  openedAt: Date
  until: Date
  closedAt: Date | null
  environment: { name: string }
  manifest: { name: string } | null
  uses: readonly UseOfGlass[]
  review: { id: string; status: string; comment: string | null } | undefined
}

const stateWords = { open: 'Open now', unreviewed: 'Waits for its review', closed: 'Closed' } as const
const stateLooks = { open: 'broken', unreviewed: 'waiting', closed: 'stopped' } as const

/** Every time the glass was broken, the newest first. */
export function GlassList({ items, close }: { items: readonly GlassItem[]; close?: CloseGlassAct }) {
  return (
    <ul className="space-y-3">
      {items.map((item) => (
        <li key={item.id} className="rounded-lg border bg-surface p-4">
          <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
            <Status status={stateLooks[item.state]}>{stateWords[item.state]}</Status>
            <span className="font-medium">{item.manifest?.name ?? 'Everything'}</span>
            <EnvironmentMark name={item.environment.name} />
            <span className="text-ink-muted">
              by {item.openedByLabel} <RelativeTime at={item.openedAt} />
              {item.state === 'open' ? (
                <>
                  , ends <RelativeTime at={item.until} />
                </>
              ) : null}
            </span>
            {close && item.state === 'open' ? (
              <span className="ml-auto">
                <CloseGlass id={item.id} close={close} />
              </span>
            ) : null}
          </div>
          <p className="prose-width mt-2 break-words">{item.reason}</p>
          <div className="mt-2">
            <GlassUses uses={item.uses} />
          </div>
          {item.review ? <Review review={item.review} /> : null}
        </li>
      ))}
    </ul>
  )
}

const verdicts: Record<string, string> = { approved: 'Justified', rejected: 'Not justified' }

function Review({ review: { id, status, comment } }: { review: NonNullable<GlassItem['review']> }) {
  const verdict = verdicts[status]
  return (
    <p className="mt-2">
      {verdict ? (
        <>
          <Status status={status}>{verdict}</Status>{' '}
          {comment ? <span className="break-words">“{comment}” </span> : null}
          <TextLink href={`/approvals/${id}`}>The review</TextLink>
        </>
      ) : (
        <TextLink href={`/approvals/${id}`}>Review it</TextLink>
      )}
    </p>
  )
}
