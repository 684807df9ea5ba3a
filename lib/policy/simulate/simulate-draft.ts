import { setImmediate as nextTurn } from 'node:timers/promises'
import type { Tx } from '../../db/client.ts'
import type { PolicyDraft } from '../../db/generated/client.ts'
import { cedarRequest } from '../cedar-request.ts'
import { matrixPartSchema, quotaPartSchema } from '../matrix/schema.ts'
import { contentOfDraft } from '../registry/draft-content.ts'
import { readLayers } from '../registry/read-layers.ts'
import { type PolicyGateName, type PolicyRequest, policyGates } from '../schema.ts'
import { deployFacts } from './artifact-facts.ts'
import { compareVerdicts, type VerdictChange } from './compare-verdicts.ts'
import { makeJudge } from './judge-rule.ts'
import { type LiveRunner, liveRunners, RUNNERS_A_PAGE } from './live-runners.ts'
import { makeOffers, type Offers, readOwnedRows, withDraftRows } from './offers.ts'
import { openMatters } from './open-matters.ts'
import { makePairs, type RulePair } from './rule-pairs.ts'
import { makeAsker } from './runner-requests.ts'
import type { SimulatedKind } from './schema.ts'
import { readSurroundings, type Surroundings } from './surroundings.ts'
import { gatesTouched } from './touched.ts'

/** Something whose verdict would change, and how. */
export type SimulatedChange = VerdictChange & {
  kind: SimulatedKind
  tenantId: string
  tenantSlug: string
  subjectId: string
  name: string
  environment: string
  gate: PolicyGateName
}

type Drafted = Pick<PolicyDraft, 'scope' | 'scopeTenantId' | 'policies' | 'matrix' | 'quota'>

/** Work goes on in slices of this length, so that what else the process does is not kept waiting. */
const SLICE_MS = 15

/**
 * What would change if a draft became active, told one by one to `found`; `looked` is told how many of a kind were asked
 * about. Facts are read in bulk, equal ones are asked once, and of each rule only what differs.
 */
export async function simulateDraft(
  tx: Tx,
  draft: Drafted,
  tell: { found(change: SimulatedChange): void; looked(kind: SimulatedKind, count: number): Promise<void> | void },
  at = new Date(),
): Promise<{ asked: number }> {
  const { scope, scopeTenantId } = draft
  const { policies, matrix, quota } = contentOfDraft(draft)
  const only = scopeTenantId || undefined
  const [layers, rows, around] = await Promise.all([readLayers(tx), readOwnedRows(tx), readSurroundings(tx, at)])
  const parts = { matrix: matrixPartSchema.parse(matrix), quota: quotaPartSchema.parse(quota ?? []) }
  const offers = {
    before: makeOffers(rows),
    after: makeOffers(withDraftRows(rows, { scope, scopeTenantId, ...parts })),
  }
  const pairOf = makePairs(layers, { scope, scopeTenantId, policies })
  const judge = makeJudge()
  const turn = makeTurn()
  const changeOf = (pair: RulePair, before: PolicyRequest, after: PolicyRequest) => {
    const asked = { request: before, cedar: cedarRequest(before) }
    const then = before === after ? asked : { request: after, cedar: cedarRequest(after) }
    return compareVerdicts(judge, { rules: pair.before, asked }, { rules: pair.after, asked: then })
  }

  const ask = makeAsker(around)
  let place: LiveRunner | undefined
  for (;;) {
    const page = await liveRunners(tx, only, place)
    const facts = await deployFacts(
      tx,
      page,
      page.map((runner) => pairOf(runner.tenantId)),
      at,
    )
    for (const [index, runner] of page.entries()) {
      const pair = pairOf(runner.tenantId)
      const changed = differs(offers, runner, around)
      for (const gate of gatesTouched(pair, changed)) {
        const extra = facts(index)
        const before = { ...ask(runner, gate, offers.before, extra.artifact), ...extra.image(gate) }
        const after = changed ? { ...ask(runner, gate, offers.after, extra.artifact), ...extra.image(gate) } : before
        const change = changeOf(pair, before, after)
        if (change) tell.found({ kind: 'runner', ...named(around, runner), name: runner.name, gate, ...change })
      }
      await turn()
    }
    await tell.looked('runner', page.length)
    place = page.at(-1)
    if (page.length < RUNNERS_A_PAGE) break
  }

  const matters = await openMatters(tx, only)
  for (const { request, ...matter } of matters) {
    const after = withOffers(request, offers.after, matter.tenantId)
    const before = withOffers(request, offers.before, matter.tenantId)
    const change = changeOf(pairOf(matter.tenantId), before, after)
    if (change)
      tell.found({ kind: 'deployment', ...named(around, matter), name: matter.name, gate: request.gate, ...change })
    await turn()
  }
  await tell.looked('deployment', matters.length)

  let exceptions = 0
  for (const [tenantId, known] of around.exceptions) {
    if (only && only !== tenantId) continue
    const pair = pairOf(tenantId)
    for (const { id, rule, environmentId, inForce } of known) {
      if (!inForce) continue
      exceptions += 1
      const [old, now] = [pair.before.byId.get(rule), pair.after.byId.get(rule)]
      const [allowedBefore, allowedAfter] = [old?.exceptable ?? false, now?.exceptable ?? false]
      if (allowedBefore === allowedAfter) continue
      const [gate = policyGates[0]] = (now ?? old)?.gates ?? []
      const place = named(around, { tenantId, id, environmentId: environmentId ?? '' })
      const reason = now ? `${rule} would take no exceptions any more.` : `There would be no rule ${rule} any more.`
      const ids = { added: allowedAfter ? [] : [rule], removed: allowedAfter ? [rule] : [] }
      tell.found({
        kind: 'exception',
        ...place,
        name: rule,
        gate,
        allowedBefore,
        allowedAfter,
        ...ids,
        reason: allowedAfter ? `${rule} would take exceptions again.` : reason,
      })
    }
  }
  await tell.looked('exception', exceptions)
  return { asked: judge.asked() }
}

/** Whether the draft's matrix or quotas say something else to this runner. */
function differs(
  { before, after }: { before: Offers; after: Offers },
  { tenantId, environmentId, declared: _, ...runner }: LiveRunner,
  { environments }: Surroundings,
): boolean {
  const environment = environments.get(environmentId)?.name ?? ''
  const classification = runner.classification
  const asked = { ...runner, environment, classification }
  return (
    before.isOffered(tenantId, asked) !== after.isOffered(tenantId, asked) ||
    JSON.stringify(before.quota(tenantId, environment)) !== JSON.stringify(after.quota(tenantId, environment))
  )
}

/** A recorded request with what the matrix and the quotas say now, or would say. */
function withOffers(request: PolicyRequest, offers: Offers, tenantId: string): PolicyRequest {
  const { class: name, size, profile, classification } = request.runner
  const environment = request.gate === 'run' ? '' : request.environment.name
  const offered = offers.isOffered(tenantId, { class: name, size, profile, environment, classification })
  if (request.gate !== 'pre_deploy') return { ...request, offered }
  return { ...request, offered, quota: offers.quota(tenantId, environment) }
}

function named(around: Surroundings, subject: { tenantId: string; id: string; environmentId: string }) {
  const { tenantId, id, environmentId } = subject
  return {
    tenantId,
    tenantSlug: around.tenants.get(tenantId)?.slug ?? tenantId,
    subjectId: id,
    environment: around.environments.get(environmentId)?.name ?? '',
  }
}

/** Lets others work whenever a slice is over. */
function makeTurn(): () => Promise<void> | undefined {
  let until = performance.now() + SLICE_MS
  return () => {
    if (performance.now() < until) return undefined
    return nextTurn().then(() => {
      until = performance.now() + SLICE_MS
    })
  }
}
