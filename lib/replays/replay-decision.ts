import { formatMicros } from '../cost/money.ts'
import { db } from '../db/client.ts'
import { notFound } from '../errors.ts'
import type { DecisionRow } from '../inbox/decision-body.ts'
import type { ReadDecision } from '../inbox/decision-kinds.ts'
import { sayDuration } from '../say-duration.ts'
import { listItems } from './queries.ts'
import type { Rehearsal } from './rehearsal.ts'
import { outcomeWords } from './schema.ts'

const SHOWN = 20

/** What an approver must know about a mass replay: the exact list, what is expected of it, and at which pace. */
export const replayDecision: ReadDecision = async (actor, request, requester) => {
  const replay = await db.replay.findFirst({ where: { tenantId: actor.tenantId, id: request.subjectId } })
  if (!replay) throw notFound('replay')
  const { id, itemCount, listDigest, ratePerSecond, canarySize, canaryPass, reason } = replay
  const said = replay.rehearsal as unknown as Rehearsal
  const { forecast } = said
  const { items } = await listItems(actor, id, { limit: SHOWN })
  const runners: DecisionRow[] = said.runners.map((one) => ({
    title: `${one.runner} in ${one.environment}: ${one.ready.toLocaleString('en')}`,
    href: `/catalog/${one.runnerId}`,
    status: one.refusals.length ? 'denied' : 'allowed',
    note: one.refusals[0]?.reason ?? (one.averageMs === null ? 'no past runs' : `${sayDuration(one.averageMs)} a run`),
  }))
  const noRun = Object.entries(said.needNoRun).filter(([, count]) => count > 0)
  return {
    what: `${requester} asks to run ${itemCount.toLocaleString('en')} failed runs again, each under its token.`,
    why: reason,
    marks: [
      { name: 'Tokens', word: itemCount.toLocaleString('en'), note: '', tone: 'wait', section: 'list' },
      {
        name: 'Would run',
        word: said.wouldRun.toLocaleString('en'),
        note: said.wouldBeDenied ? `${said.wouldBeDenied.toLocaleString('en')} denied` : '',
        tone: said.wouldBeDenied ? 'bad' : 'good',
        section: 'expected',
      },
      { name: 'Cost', word: formatMicros(forecast.costMicros), note: '', tone: 'neutral', section: 'expected' },
      {
        name: 'Pace',
        word: `${ratePerSecond} a second`,
        note: `${canarySize} first`,
        tone: 'neutral',
        section: 'pace',
      },
    ],
    sections: [
      {
        id: 'expected',
        title: 'What is expected of it',
        note: `As it was rehearsed at ${said.at}; each run’s own gate has the last word.`,
        blocks: [
          {
            type: 'facts',
            items: [
              { term: 'Would run', value: said.wouldRun.toLocaleString('en') },
              { term: 'Would be denied', value: said.wouldBeDenied.toLocaleString('en') },
              ...noRun.map(([outcome, count]) => ({
                term: outcomeWords[outcome as keyof typeof outcomeWords],
                value: count.toLocaleString('en'),
              })),
              { term: 'Cost', value: formatMicros(forecast.costMicros) },
              { term: 'Runtime', value: sayDuration(forecast.runtimeMs) },
              { term: 'Done after', value: sayDuration(forecast.elapsedMs) },
            ],
          },
          { type: 'rows', rows: runners, empty: 'No token of it would come to a gate.' },
        ],
      },
      {
        id: 'pace',
        title: 'How it goes',
        blocks: [
          {
            type: 'text',
            text: `${canarySize.toLocaleString('en')} run first; when ${canaryPass}% of them succeed the rest follows, at most ${ratePerSecond} in any second. It can be paused and stopped at any time.`,
          },
        ],
      },
      {
        id: 'list',
        title: 'The list',
        note: 'The approval holds for exactly this list. A failure on it that is settled by other means voids it.',
        blocks: [
          {
            type: 'facts',
            items: [{ term: 'Digest', value: listDigest, mono: true, href: `/dead-letters/replays/${id}` }],
          },
          {
            type: 'rows',
            rows: items.map(({ token, runner, deadLetterId }) => ({
              title: `${runner}: ${token}`,
              href: `/dead-letters/${deadLetterId}`,
            })),
            empty: 'Nothing is on it.',
          },
          ...(itemCount > items.length
            ? [{ type: 'text' as const, text: `And ${(itemCount - items.length).toLocaleString('en')} more.` }]
            : []),
        ],
      },
    ],
  }
}
