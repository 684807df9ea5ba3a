import type { Tx } from '../../db/client.ts'
import { unsafeTx } from '../../db/client.ts'
import type { PolicyDraft, PolicySimulation } from '../../db/generated/client.ts'
import { jsonDigest } from '../../digest.ts'
import { BareCountError } from '../../errors.ts'
import { standingParts } from '../matrix/standing-parts.ts'
import { simulationCountsSchema } from '../simulate/schema.ts'
import { activeVersion } from './active-version.ts'
import { refuseFaulty } from './check-draft.ts'
import { diffVersions, isSame, type VersionContent, type VersionDiff } from './diff-versions.ts'
import { contentOfDraft, contentOfVersion } from './draft-content.ts'
import type { TestResult } from './schema.ts'
import { resultsFor } from './test-draft.ts'

/** What people decide about: a draft that could become active as it is. */
export type Submission = {
  diff: VersionDiff
  results: TestResult[]
  simulation: PolicySimulation
  /** Over the content, what it was made from, the tests and the simulation: an edit of any makes another. */
  digest: string
}

/** What a draft is compared with: the active version of its layer, or what stood before there was one. */
export async function baseContent(
  tx: Tx,
  { scope, scopeTenantId }: Pick<PolicyDraft, 'scope' | 'scopeTenantId'>,
): Promise<VersionContent> {
  const active = await activeVersion(tx, { scope, scopeTenantId })
  return active ? contentOfVersion(active) : { policies: {}, ...(await standingParts(tx, { scope, scopeTenantId })) }
}

/**
 * A draft with everything that has to hold before it becomes active: it is made from the version that is active, differs
 * from it, has no faults, passes its tests, and was simulated as it is. Throws what is missing.
 */
export async function readSubmission(tx: Tx, draft: PolicyDraft): Promise<Submission> {
  const { tenantId, id, revision, scope, scopeTenantId, basedOn } = draft
  const active = await activeVersion(tx, draft)
  if ((active?.version ?? null) !== basedOn) {
    throw new BareCountError('conflict', `Version ${active?.version} became active after this draft was begun.`, {
      remedy: 'Rebase the draft: what the new version changed is taken over, rule by rule.',
    })
  }
  await refuseFaulty(tx, draft)
  const content = contentOfDraft(draft)
  const diff = diffVersions(await baseContent(tx, draft), content)
  if (isSame(diff))
    throw new BareCountError('invalid_state', 'The draft changes nothing.', { remedy: 'Edit it first.' })
  const results = await resultsFor(tx, draft)
  const failed = results.filter(({ passed }) => !passed)
  if (failed.length > 0) {
    throw new BareCountError('invalid_state', `Tests that fail: ${failed.map(({ name }) => name).join('; ')}.`, {
      faults: failed.map(({ name, expected, actual }) => ({
        path: name,
        message: `Expected ${say(expected)}, and it is ${say(actual)}.`,
      })),
      remedy: 'Correct the draft, or remove the tests that no longer say what is wanted.',
    })
  }
  const simulation = await tx.policySimulation.findFirst({ where: { tenantId, draftId: id }, orderBy: { id: 'desc' } })
  if (simulation?.status !== 'finished' || simulation.revision !== revision || simulation.comparedTo !== basedOn) {
    throw new BareCountError('invalid_state', 'The draft was not simulated as it is now.', {
      remedy: 'Run the simulation and look at what it would change.',
    })
  }
  const tests = results.map(({ id: testId, expected }) => [testId, expected])
  const digest = jsonDigest({ scope, scopeTenantId, basedOn, ...content, tests, simulation: simulation.digest })
  return { diff, results, simulation, digest }
}

const say = ({ allowed, findings }: { allowed: boolean; findings: string[] }) =>
  `${allowed ? 'allowed' : 'denied'}${findings.length ? ` with ${findings.join(', ')}` : ''}`

/** What of a submission somebody who decides should look at first. Pure. */
export function risksOf({ scope }: Pick<PolicyDraft, 'scope'>, { diff, simulation }: Submission): string[] {
  const { runner, deployment, exception, tenants } = simulationCountsSchema.parse(simulation.counts)
  const denied = runner.denied + deployment.denied
  return [
    ...(scope === 'platform' ? ['every tenant'] : []),
    ...(denied > 0 ? [`denies ${denied}`] : []),
    ...(exception.denied > 0 ? [`ends ${exception.denied} exceptions`] : []),
    ...(tenants.length > 1 ? [`${tenants.length} tenants`] : []),
    ...(diff.removed.length > 0 ? ['removes rules'] : []),
  ]
}

/** Holds the numbering of versions for the rest of the transaction: one is activated at a time. */
export async function lockVersions(tx: Tx): Promise<void> {
  await unsafeTx(tx).$queryRaw`select pg_advisory_xact_lock(hashtext('policy versions'))::text`
}
