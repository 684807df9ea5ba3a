import { notFound } from '../errors.ts'
import type { DecisionRow } from '../inbox/decision-body.ts'
import type { ReadDecision } from '../inbox/decision-kinds.ts'
import { lapsedRunners } from './lapsed-runners.ts'
import { getException } from './queries.ts'
import { sayScope, sayWhat } from './say-scope.ts'
import { categoryWords } from './schema.ts'

const DAY_MS = 24 * 3600_000

/** What an approver must know about an exception: its terms, how long it would hold, and what would live on it. */
export const exceptionDecision: ReadDecision = async (actor, request, requester) => {
  const exception = await getException(actor, request.subjectId).catch(() => undefined)
  if (!exception) throw notFound('exception')
  const { rule, category, environment, startsAt, expiresAt, renewsId } = exception
  const days = Math.max(1, Math.round((expiresAt.getTime() - startsAt.getTime()) / DAY_MS))
  const before = renewsId ? await getException(actor, renewsId) : undefined
  const living = (before?.uses ?? exception.uses).filter(({ lives }) => lives)
  const lapsed = await lapsedRunners(
    actor,
    living.map(({ runner }) => runner.id),
  )
  const rows: DecisionRow[] = living.map(({ runner, version, at }) => ({
    title: `${runner.name} v${version} in ${runner.environment}`,
    href: `/catalog/${runner.id}`,
    status: lapsed[runner.id] ? 'exception_ended' : 'active',
    at: at.toISOString(),
  }))
  return {
    what: `${requester} asks ${renewsId ? 'to renew' : 'for'} an exception from ${rule} for ${sayScope(exception)}, ${days === 1 ? 'for a day' : `for ${days} days`}.`,
    why: exception.justification,
    marks: [
      { name: 'Category', word: categoryWords[category].label, note: '', tone: 'neutral', section: 'terms' },
      {
        name: 'Lasts',
        word: `${days} ${days === 1 ? 'day' : 'days'}`,
        note: '',
        tone: days > 30 ? 'wait' : 'neutral',
        section: 'terms',
      },
      {
        name: 'Scope',
        word: environment ? environment.name : 'everywhere',
        note: sayWhat(exception),
        tone: environment && exception.manifest ? 'neutral' : 'wait',
        section: 'terms',
      },
    ],
    sections: [
      {
        id: 'terms',
        title: 'What is asked for',
        note: 'It is decided about exactly these terms; they cannot be changed afterwards, only ended early.',
        blocks: [
          {
            type: 'facts',
            items: [
              { term: 'Rule', value: rule, mono: true },
              { term: 'For', value: sayScope(exception), href: `/exceptions/${exception.id}` },
              { term: 'Category', value: `${categoryWords[category].label}: ${categoryWords[category].detail}` },
              { term: 'Justification', value: exception.justification },
              { term: 'Risk', value: exception.risk },
              { term: 'Cost plan', value: exception.costPlan },
              { term: 'Begins', value: startsAt.toISOString() },
              { term: 'Ends', value: expiresAt.toISOString() },
              ...(renewsId ? [{ term: 'Renews', value: 'an earlier exception', href: `/exceptions/${renewsId}` }] : []),
            ],
          },
        ],
      },
      {
        id: 'living',
        title: renewsId ? 'Runners that live on what it renews' : 'Runners that live on it',
        blocks: [{ type: 'rows', rows, empty: 'Nothing has been deployed by it.' }],
      },
    ],
  }
}
