import { db } from '../db/client.ts'
import { notFound } from '../errors.ts'
import type { ReadDecision } from '../inbox/decision-kinds.ts'
import { namedRow, sayGlass } from './named-glass.ts'

/** What a reviewer must know: why the glass was broken, by whom, and what went past which rules. */
export const reviewDecision: ReadDecision = async (actor, request) => {
  const { tenantId } = actor
  const glass = await db.breakGlass.findFirst({
    where: { tenantId, id: request.subjectId },
    include: {
      ...namedRow,
      uses: {
        select: {
          deploymentId: true,
          passedOver: true,
          at: true,
          deployment: { select: { status: true, manifest: { select: { name: true } } } },
        },
        orderBy: { at: 'asc' },
      },
    },
  })
  if (!glass) throw notFound('break-glass')
  const rules = [...new Set(glass.uses.flatMap(({ passedOver }) => passedOver))]
  const uses = glass.uses.length
  return {
    what: `${glass.openedByLabel} broke the glass for ${sayGlass(glass)}, and ${uses === 1 ? 'one deployment' : `${uses} deployments`} passed by it. Say whether that was justified.`,
    why: glass.reason,
    marks: [
      { name: 'Uses', word: String(uses), note: '', tone: 'wait', section: 'uses' },
      { name: 'Rules', word: String(rules.length), note: 'went unheeded', tone: 'wait', section: 'uses' },
    ],
    sections: [
      {
        id: 'uses',
        title: 'What passed by it',
        note: 'Nothing else is deployed there until this is decided, whichever way.',
        blocks: [
          {
            type: 'rows',
            rows: glass.uses.map(({ deploymentId, passedOver, at, deployment }) => ({
              title: deployment.manifest.name,
              href: `/deployments/${deploymentId}`,
              status: deployment.status,
              note: `went past ${passedOver.join(', ')}`,
              at: at.toISOString(),
            })),
            empty: 'It was not used.',
          },
        ],
      },
      {
        id: 'opened',
        title: 'The glass',
        blocks: [
          {
            type: 'facts',
            items: [
              { term: 'Reason', value: glass.reason },
              { term: 'Opened by', value: glass.openedByLabel },
              { term: 'Opened', value: glass.openedAt.toISOString() },
              { term: 'Until', value: glass.until.toISOString() },
              ...(glass.closedAt ? [{ term: 'Closed', value: glass.closedAt.toISOString() }] : []),
            ],
          },
        ],
      },
    ],
  }
}
