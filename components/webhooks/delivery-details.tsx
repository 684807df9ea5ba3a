import type { ReactNode } from 'react'
import { CodeBlock } from '#components/ui/code-block.tsx'
import { DescriptionList } from '#components/ui/description-list.tsx'
import { RelativeTime } from '#components/ui/relative-time.tsx'
import { Status } from '#components/ui/status.tsx'
import { type DeliveryRow, kindWord, triesInWords } from './deliveries-table.tsx'

type Try = {
  number: number
  at: Date
  succeeded: boolean
  status: number | null
  answer: string | null
  error: string | null
  durationMs: number
}
export type DeliveryView = DeliveryRow & { body: string; tries: readonly Try[] }

/** One delivery: what was sent, and every try with what was answered. */
export function DeliveryDetails({ delivery, actions }: { delivery: DeliveryView; actions: ReactNode }) {
  const { kind, status, attempts, nextAt, eventId, createdAt, body, tries } = delivery
  return (
    <div className="space-y-5 p-4">
      <div className="flex flex-wrap items-center justify-between gap-2">
        <Status status={status} />
        {actions}
      </div>
      <DescriptionList
        items={[
          { term: 'Event', value: kindWord(kind) },
          { term: 'Event id', value: <code className="break-all">{eventId}</code> },
          { term: 'Happened', value: <RelativeTime at={createdAt} /> },
          { term: 'Tried', value: triesInWords(attempts) },
          { term: 'Next try', value: status === 'waiting' ? <RelativeTime at={nextAt} /> : null },
        ]}
      />
      <section>
        <h3 className="mb-1.5 font-semibold">What is sent</h3>
        <CodeBlock label="what is sent" code={JSON.stringify(JSON.parse(body), null, 2)} />
      </section>
      <section>
        <h3 className="mb-1.5 font-semibold">Tries, newest first</h3>
        {tries.length ? (
          <ol className="divide-y">
            {tries.map((one) => (
              <li key={one.number} className="space-y-1.5 py-2.5">
                <p className="flex flex-wrap items-center gap-x-3">
                  <Status status={one.succeeded ? 'succeeded' : 'failed'}>
                    {one.status ? `Answered ${one.status}` : 'No answer'}
                  </Status>
                  <span className="text-ink-muted tabular-nums">
                    number {one.number}, {one.durationMs} ms, <RelativeTime at={one.at} />
                  </span>
                </p>
                {one.error ? <p className="break-words text-ink-muted">{one.error}</p> : null}
                {one.answer ? <CodeBlock label={`answer to try ${one.number}`} code={one.answer} /> : null}
              </li>
            ))}
          </ol>
        ) : (
          <p className="text-ink-muted">Not tried yet; the worker sends it in a moment.</p>
        )}
      </section>
    </div>
  )
}
