import { classNames } from '#components/ui/class-names.ts'
import { toneFill } from '#components/ui/tone.ts'
import { sayDuration } from '#lib/say-duration.ts'
import type { TraceSpan } from '#lib/telemetry/run-trace.ts'

const standings = { ok: 'done', failed: 'failed', open: 'under way' } as const

/** The trace of a run: each part below the one it belongs to, all on one axis of time. */
export function Waterfall({ spans }: { spans: readonly TraceSpan[] }) {
  const whole = Math.max(1, ...spans.map(({ at, ms }) => at + ms))
  return (
    <div className="overflow-x-auto rounded-lg border bg-surface">
      <table aria-label="Trace" className="w-full border-collapse text-left max-sm:block">
        <thead className="max-sm:sr-only">
          <tr className="border-b text-ink-muted text-sm">
            <th scope="col" className="h-8 w-64 px-3 font-medium">
              Part
            </th>
            <th scope="col" className="px-3 font-medium">
              <span className="flex justify-between tabular-nums">
                <span>0</span>
                <span>{sayDuration(whole)}</span>
              </span>
            </th>
            <th scope="col" className="w-24 px-3 text-right font-medium">
              Took
            </th>
          </tr>
        </thead>
        <tbody className="max-sm:block">
          {spans.map((span) => (
            <Row key={span.id} span={span} whole={whole} />
          ))}
        </tbody>
      </table>
    </div>
  )
}

function Row({ span, whole }: { span: TraceSpan; whole: number }) {
  const { name, depth, at, ms, standing, failed } = span
  return (
    <tr className="border-b align-top last:border-b-0 hover:bg-hover max-sm:grid max-sm:grid-cols-[1fr_auto] max-sm:py-1">
      <th scope="row" className="px-3 py-1.5 font-normal" style={{ paddingLeft: `${0.75 + depth}rem` }}>
        <span className={classNames('break-words', depth === 0 && 'font-medium')}>{said(name)}</span>
        {standing === 'ok' ? null : (
          <span className={classNames('ml-2 text-sm', standing === 'failed' ? 'text-bad' : 'text-busy')}>
            {standings[standing]}
          </span>
        )}
        {failed && depth > 0 ? <span className="wrap-anywhere block text-ink-muted text-sm">{failed}</span> : null}
      </th>
      <td className="px-3 py-1.5 max-sm:order-last max-sm:col-span-2 max-sm:pt-0">
        <span aria-hidden className="relative block h-5 rounded-xs bg-sunken">
          <span
            className={classNames('absolute top-1 h-3 min-w-0.5 rounded-xs', fill(span))}
            style={{ left: `${(at / whole) * 100}%`, width: `${Math.min(ms / whole, 1 - at / whole) * 100}%` }}
          />
        </span>
      </td>
      <td className="whitespace-nowrap px-3 py-1.5 text-right text-sm tabular-nums">
        {sayDuration(ms)}
        <span className="sr-only">, {sayDuration(at)} after the request</span>
      </td>
    </tr>
  )
}

/** A part of the code is named by itself. */
const said = (name: string) => {
  const plain = name.replace(/^part /, '')
  return plain.charAt(0).toUpperCase() + plain.slice(1)
}

/** Waiting is pale and outlined, what failed has the colour of that; the word beside it says the same. */
function fill({ kind, standing }: TraceSpan): string {
  if (standing === 'failed') return toneFill.bad
  if (kind === 'wait') return 'bg-hover shadow-[inset_0_0_0_1px_var(--line-strong)]'
  if (standing === 'open') return toneFill.busy
  return kind === 'part' ? toneFill.accent : toneFill.neutral
}
