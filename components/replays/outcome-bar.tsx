import { toneFill } from '#components/ui/tone.ts'
import { outcomeWords, type ReplayOutcome, replayOutcomes } from '#lib/replays/schema.ts'

const fills: Record<ReplayOutcome, string> = {
  succeeded: toneFill.good,
  failed: toneFill.bad,
  denied: toneFill.refused,
  cancelled: toneFill.neutral,
  already_done: toneFill.good,
  in_flight: toneFill.wait,
  settled: toneFill.neutral,
  payload_expired: toneFill.adrift,
  runner_gone: toneFill.adrift,
  refused: toneFill.bad,
  not_started: toneFill.neutral,
  started: toneFill.busy,
  waiting: 'bg-line',
}

/** All tokens of a replay by outcome: a bar, and beneath it the figures, which add up to all of them. */
export function OutcomeBar({ counts, total }: { counts: Record<ReplayOutcome, number>; total: number }) {
  const some = replayOutcomes.filter((outcome) => counts[outcome] > 0)
  return (
    <>
      <div aria-hidden className="mb-3 flex h-3 gap-px overflow-hidden rounded-sm">
        {some.map((outcome) => (
          <span key={outcome} className={fills[outcome]} style={{ flexGrow: counts[outcome] }} />
        ))}
      </div>
      <table aria-label="Tokens by outcome" className="text-left">
        <tbody>
          {some.map((outcome) => (
            <tr key={outcome}>
              <th scope="row" className="pr-6 font-normal">
                <span aria-hidden className={`mr-2 inline-block size-2.5 rounded-xs ${fills[outcome]}`} />
                {outcomeWords[outcome]}
              </th>
              <td className="text-right tabular-nums">{counts[outcome].toLocaleString('en')}</td>
            </tr>
          ))}
          <tr className="border-t font-medium">
            <th scope="row" className="pr-6 font-medium">
              On the list
            </th>
            <td className="text-right tabular-nums">{total.toLocaleString('en')}</td>
          </tr>
        </tbody>
      </table>
    </>
  )
}
