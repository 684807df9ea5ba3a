import { db } from '../../db/client.ts'
import type { DecisionBody, DecisionMark, DecisionSection } from '../../inbox/decision-body.ts'
import type { ReadDecision } from '../../inbox/decision-kinds.ts'
import { type SimulationCounts, simulationCountsSchema } from '../simulate/schema.ts'
import { diffVersions, type VersionDiff } from './diff-versions.ts'
import { contentOfDraft } from './draft-content.ts'
import { getVersion, listChanges } from './queries.ts'
import type { TestResult } from './schema.ts'
import { baseContent } from './submission.ts'
import { resultsFor } from './test-draft.ts'

const SHOWN_CHANGES = 20

/** What an approver reads about a policy draft: the rules that change, how its tests came out, and what it would change. */
export const policyDecision: ReadDecision = async (actor, request, requester) => {
  const draft = await db.policyDraft.findFirst({ where: { tenantId: request.tenantId, id: request.subjectId } })
  if (!draft) return { what: request.summary, why: 'The draft is gone.', marks: [], sections: [] }
  const after = contentOfDraft(draft)
  // Once it is active, what it changed is read from the versions themselves.
  const activated = draft.activatedVersion ? await getVersion(actor, draft.activatedVersion) : undefined
  const base = activated ? undefined : await baseContent(db, draft)
  const before = activated?.before ?? base?.policies ?? {}
  const diff = activated?.diff ?? diffVersions(base ?? after, after)
  const [results, { simulation, changes }] = await Promise.all([
    resultsFor(db, draft),
    listChanges(actor, draft.id, { limit: SHOWN_CHANGES }),
  ])
  const counts = simulationCountsSchema.safeParse(simulation?.counts).data
  const whose =
    draft.scope === 'platform'
      ? 'for every tenant'
      : `for ${draft.scope === 'tenant' ? 'this tenant' : 'this tenant’s contract'}`
  return {
    what: `${requester} wants to change the rules ${whose}: ${draft.title}.`,
    why: draft.note || 'Nobody approves rules they have written, so somebody else decides.',
    marks: marksOf(diff, results, counts),
    sections: [
      {
        id: 'rules',
        title: 'Rules that change',
        note: sayRest(diff),
        blocks: ruleBlocks(diff, before, after.policies),
      },
      {
        id: 'what-if',
        title: 'What it would change',
        note: counts ? sayCounts(counts) : 'It was not simulated.',
        blocks: [
          {
            type: 'rows',
            empty: 'Every verdict stays as it is.',
            rows: changes.map((change) => ({
              title: `${change.name} in ${change.environment || 'every environment'}, ${change.tenantSlug}`,
              status: change.allowedAfter ? 'allowed' : 'denied',
              note: change.reason,
            })),
          },
        ],
      },
      {
        id: 'tests',
        title: 'Tests',
        blocks: [
          {
            type: 'rows',
            empty: 'There are no tests of this layer.',
            rows: results.map(({ name, passed }) => ({ title: name, status: passed ? 'passed' : 'failed' })),
          },
        ],
      },
    ],
  } satisfies DecisionBody
}

function marksOf(diff: VersionDiff, results: TestResult[], counts: SimulationCounts | undefined): DecisionMark[] {
  const rules = diff.added.length + diff.changed.length + diff.removed.length
  const failed = results.filter(({ passed }) => !passed).length
  const denied = (counts?.runner.denied ?? 0) + (counts?.deployment.denied ?? 0)
  return [
    {
      name: 'Rules',
      word: `${rules} ${rules === 1 ? 'changes' : 'change'}`,
      note: `${diff.added.length} new, ${diff.removed.length} removed`,
      tone: diff.removed.length > 0 ? 'wait' : 'neutral',
      section: 'rules',
    },
    {
      name: 'What if',
      word: denied > 0 ? `${denied} denied` : 'none denied',
      note: counts ? `of ${counts.runner.looked} live runners` : 'not simulated',
      tone: denied > 0 ? 'wait' : 'good',
      section: 'what-if',
    },
    {
      name: 'Tests',
      word: failed > 0 ? `${failed} failed` : 'passed',
      note: `${results.length} in all`,
      tone: failed > 0 ? 'bad' : 'good',
      section: 'tests',
    },
  ]
}

type Texts = Record<string, string>

function ruleBlocks(diff: VersionDiff, before: Texts, after: Texts): DecisionSection['blocks'] {
  const named = (['added', 'changed', 'removed'] as const).flatMap((how) => diff[how].map((id) => ({ id, how })))
  if (named.length === 0) return [{ type: 'text', text: 'No rule is another.' }]
  return named.map(({ id, how }) => ({
    type: 'texts' as const,
    name: id,
    how,
    before: before[id] ?? '',
    after: after[id] ?? '',
    titles: { left: 'Active', right: 'Draft' },
  }))
}

function sayRest({ matrix, quotas }: VersionDiff): string {
  const rows = matrix.added + matrix.changed + matrix.removed
  return [...(rows > 0 ? [`${rows} rows of the matrix change.`] : []), ...quotas].join(' ')
}

function sayCounts({ runner, deployment, exception, tenants }: SimulationCounts): string {
  const concerned = tenants.length === 1 ? '1 tenant' : `${tenants.length} tenants`
  return `${runner.denied} live runners, ${deployment.denied} open deployments and ${exception.denied} exceptions would no longer be allowed; ${runner.allowed + deployment.allowed} would be again, in ${concerned}.`
}
