'use client'

import { Wand2 } from 'lucide-react'
import { Button } from '#components/ui/button.tsx'
import { formatDelta } from '#lib/cost/money.ts'
import type { Compliant } from '#lib/policy/nearest-compliant.schema.ts'
import type { NearestState } from './use-nearest.ts'

/** Under a denial: the smallest change that passes and what it costs, made with one press. */
export function NearestCompliant({ state, onUse }: { state: NearestState; onUse(text: string): void }) {
  const { looking, nearest } = state
  if (looking) return <Frame>Looking for the smallest change that passes…</Frame>
  if (!nearest) return null
  const [best, ...others] = nearest.options
  if (!best) return <Frame>{sayNone(nearest)}</Frame>
  return (
    <Frame>
      <Edits option={best} />
      <Button size="sm" variant="primary" icon={<Wand2 />} className="mt-2" onClick={() => onUse(best.text)}>
        {best.edits.length === 1 ? 'Make this change' : `Make these ${best.edits.length} changes`}
      </Button>
      {others.length > 0 ? (
        <details className="mt-2">
          <summary className="cursor-pointer text-accent-text">
            {others.length === 1 ? 'Another way' : `${others.length} other ways`}
          </summary>
          <ul className="mt-1 space-y-2">
            {others.map((option) => (
              <li key={option.text} className="border-t pt-2">
                <Edits option={option} />
                <Button size="sm" className="mt-1" onClick={() => onUse(option.text)}>
                  Do this instead
                </Button>
              </li>
            ))}
          </ul>
        </details>
      ) : null}
    </Frame>
  )
}

function Frame({ children }: { children: React.ReactNode }) {
  return (
    <section
      aria-label="Nearest compliant manifest"
      aria-live="polite"
      className="mt-3 rounded-md border bg-sunken px-3 py-2"
    >
      <h3 className="font-medium">Nearest compliant manifest</h3>
      <div className="text-ink-muted">{children}</div>
    </section>
  )
}

/** The edits line by line, what they do to the cost, and whether people would still be asked. */
export function Edits({ option: { edits, delta, approvalsRequired } }: { option: Compliant }) {
  return (
    <>
      <ul className="text-ink">
        {edits.map(({ path, from, to }) => (
          <li key={`${path} ${from}`} className="break-words">
            <code className="text-ink-muted text-sm">{path}</code>{' '}
            {to === '' ? (
              <>
                without <b className="font-medium">{from}</b>
              </>
            ) : (
              <>
                {from} → <b className="font-medium">{to}</b>
              </>
            )}
          </li>
        ))}
      </ul>
      <p className="text-sm">
        {delta ? `${formatDelta(delta.perMonth)}${delta.perMonth === 0 ? ' in cost' : ' a month'}` : 'Cost not known'}
        {approvalsRequired > 0
          ? ` · asks for ${approvalsRequired === 1 ? '1 approval' : `${approvalsRequired} approvals`}`
          : ''}
      </p>
    </>
  )
}

function sayNone({ standing, complete }: { standing: readonly { reason: string }[]; complete: boolean }): string {
  if (!complete) return 'None was found among the changes tried; there are too many to try them all.'
  const why = standing.map(({ reason }) => reason).join(' ')
  return `There is none: no size, private network, concurrency or shorter list of addresses makes it pass. ${why}`.trim()
}
