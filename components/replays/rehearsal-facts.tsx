import { Notice } from '#components/ui/notice.tsx'
import { Stat } from '#components/ui/stat.tsx'
import { Cell, Column, Row, RowLink, Table } from '#components/ui/table.tsx'
import { formatMicros } from '#lib/cost/money.ts'
import type { Rehearsal } from '#lib/replays/rehearsal.ts'
import { outcomeWords } from '#lib/replays/schema.ts'
import { sayDuration } from '#lib/say-duration.ts'

const count = (value: number) => value.toLocaleString('en')

/** What a rehearsal says: who would run, who would not and why, what it would take and what is left of the limits. */
export function RehearsalFacts({ rehearsal }: { rehearsal: Rehearsal }) {
  const { total, wouldRun, wouldBeDenied, needNoRun, notOpen, forecast, runners } = rehearsal
  const idle = Object.entries(needNoRun).filter(([, some]) => some > 0)
  return (
    <>
      <div className="mb-4 grid grid-cols-2 gap-4 rounded-lg border bg-surface px-4 py-3 sm:grid-cols-4">
        <Stat
          label="Would run"
          value={count(wouldRun)}
          note={total === 1 ? 'of one token' : `of ${count(total)} tokens`}
        />
        <Stat
          label="Would be denied now"
          value={count(wouldBeDenied)}
          note={forecast.beyondLimits ? `${count(forecast.beyondLimits)} past a limit of the month` : undefined}
        />
        <Stat
          label="Expected cost"
          value={formatMicros(forecast.costMicros)}
          note={
            forecast.unknown
              ? `${count(forecast.unknown)} without past runs are not in it`
              : 'from runs of the last 30 days'
          }
        />
        <Stat
          label="Expected time"
          value={sayDuration(forecast.elapsedMs)}
          note={`${sayDuration(forecast.runtimeMs)} of runtime`}
        />
      </div>
      {idle.length || notOpen ? (
        <Notice title="Some need no run" className="mb-4">
          {[
            ...idle.map(([outcome, some]) => `${outcomeWords[outcome as keyof typeof outcomeWords]}: ${count(some)}`),
            ...(notOpen ? [`Not open any more: ${count(notOpen)}`] : []),
          ].join(' · ')}
        </Notice>
      ) : null}
      <Table
        label="Runners of the replay"
        head={
          <>
            <Column>Runner</Column>
            <Column>Environment</Column>
            <Column>Gate now</Column>
            <Column end>Tokens</Column>
            <Column end>A run takes</Column>
            <Column end>A run costs</Column>
          </>
        }
      >
        {runners.map((one) => (
          <Row key={one.runnerId}>
            <Cell part="main">
              <RowLink href={`/catalog/${one.runnerId}`}>{one.runner}</RowLink>
            </Cell>
            <Cell>{one.environment}</Cell>
            <Cell grow title={one.refusals.map(({ reason }) => reason).join(' ')}>
              {one.refusals[0] ? (
                <>
                  <span className="text-refused">Denied by {one.refusals[0].id}.</span>{' '}
                  <span className="text-ink-muted">
                    {one.refusals[0].reason} {one.refusals[0].remedy}
                  </span>
                </>
              ) : (
                <span className="text-good">Allowed</span>
              )}
            </Cell>
            <Cell end part="end" className="tabular-nums">
              {count(one.ready)}
            </Cell>
            <Cell end part="extra" className="tabular-nums">
              {one.averageMs === null ? 'unknown' : sayDuration(one.averageMs)}
            </Cell>
            <Cell end part="extra" className="tabular-nums">
              {one.averageMicros === null ? 'unknown' : formatMicros(one.averageMicros)}
            </Cell>
          </Row>
        ))}
      </Table>
      {forecast.limits.length ? (
        <ul aria-label="Limits of this month" className="mt-3 space-y-1 text-ink-muted">
          {forecast.limits.map((limit) => (
            <li key={`${limit.what} ${limit.of}`}>{sayLimit(limit)}</li>
          ))}
        </ul>
      ) : null}
    </>
  )
}

function sayLimit({ what, of, left, limit, needed }: Rehearsal['forecast']['limits'][number]): string {
  const say = what === 'class_hours' ? sayDuration : formatMicros
  const whose = {
    tenant_budget: 'The budget',
    environment_budget: 'The budget of the environment',
    class_hours: `Hours of ${of.replaceAll('_', ' ')}`,
  }[what]
  const enough = needed <= left ? 'enough for' : 'not enough for'
  return `${whose}: ${say(Math.max(0, left))} of ${say(limit)} left this month, ${enough} the ${say(needed)} this would take.`
}
