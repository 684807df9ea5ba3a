import type { Actor } from '../../auth/actor.ts'
import { authorise } from '../../auth/authorise.ts'
import { db, type Tx } from '../../db/client.ts'
import type { PolicyDraft } from '../../db/generated/client.ts'
import { contentOfDraft } from './draft-content.ts'
import { findDraft } from './find-draft.ts'
import { readLayers, setOf, withDraft } from './read-layers.ts'
import { runTests } from './run-tests.ts'
import type { TestResult, TestRun } from './schema.ts'

/** Runs the tests of the draft's layer against it and keeps how they came out. */
export async function testDraft(actor: Actor, { id }: { id: string }): Promise<TestRun> {
  authorise(actor, 'policy:write')
  const draft = await findDraft(db, actor, id)
  const results = await resultsFor(db, draft)
  const testRun = { revision: draft.revision, at: new Date().toISOString(), results }
  const { tenantId, revision } = draft
  await db.policyDraft.updateMany({ where: { tenantId, id, revision }, data: { testRun } })
  return testRun
}

/** How the tests of a draft's layer come out at this moment. A draft that cannot be asked fails all of them. */
export async function resultsFor(tx: Tx, draft: PolicyDraft): Promise<TestResult[]> {
  const { tenantId, scope, scopeTenantId } = draft
  const tests = await tx.policyTest.findMany({ where: { tenantId, scope, scopeTenantId }, orderBy: { id: 'asc' } })
  const layers = withDraft(await readLayers(tx, scopeTenantId), { scope, scopeTenantId, ...contentOfDraft(draft) })
  return runTests(setOrNone(layers), tests)
}

function setOrNone(layers: Parameters<typeof setOf>[0]) {
  try {
    return setOf(layers)
  } catch {
    return undefined
  }
}
