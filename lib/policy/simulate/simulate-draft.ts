import { setImmediate as nextTurn } from 'node:timers/promises'
import type { Tx } from '../../db/client.ts'
import type { PolicyDraft } from '../../db/generated/client.ts'
import { cedarRequest } from '../cedar-request.ts'
import { matrixPartSchema, quotaPartSchema } from '../matrix/schema.ts'
import { type PolicyGateName, policyGates } from '../policy-words.ts'
import { contentOfDraft } from '../registry/draft-content.ts'
import { readLayers } from '../registry/read-layers.ts'
import type { PolicyRequest } from '../schema.ts'
import { deployFacts } from './artifact-facts.ts'
import { compareVerdicts, type VerdictChange } from './compare-verdicts.ts'
import { makeJudge } from './judge-rule.ts'
import { type LiveRunner, liveRunners, RUNNERS_A_PAGE } from './live-runners.ts'
import { makeOfferPairs, makeOffers, type Offer, readOwnedRows, withDraftRows } from './offers.ts'
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
  const drafted = withDraftRows(rows, { scope, scopeTenantId, ...parts })
  const offerOf = makeOfferPairs(makeOffers(rows), makeOffers(drafted))
  const pairOf = makePairs(layers, { scope, scopeTenantId, policies })
  const judge = makeJudge()
  const turn = makeTurn()
  const changeOf = (pair: RulePair, before: PolicyRequest, after: PolicyRequest) => {
    const asked = { request: before, cedar: cedarRequest(before) }
    const then = before === after ? asked : { request: after, cedar: cedarRequest(after) }
    return compareVerdicts(judge, pair, asked, then)
  }

  const askerFor = makeAsker(around)
  for await (const page of pagesOfRunners(tx, only)) {
    const facts = await deployFacts(
      tx,
      page,
      page.map((runner) => pairOf(runner.tenantId)),
      at,
    )
    for (const [index, runner] of page.entries()) {
      const pair = pairOf(runner.tenantId)
      const environment = around.environments.get(runner.environmentId)?.name ?? ''
      const offer = offerOf(runner.tenantId, { ...combinationOf(runner), environment })
      const differs = offer.before !== offer.after
      const gates = gatesTouched(pair, differs)
      if (gates.length > 0) {
        const ask = askerFor(runner)
        const { artifact, image } = facts(index)
        for (const gate of gates) {
          const before = { ...ask(gate, offer.before, artifact), ...image(gate) }
          const after = differs ? { ...ask(gate, offer.after, artifact), ...image(gate) } : before
          const change = changeOf(pair, before, after)
          if (change) tell.found({ kind: 'runner', ...named(around, runner), name: runner.name, gate, ...change })
        }
      }
      const pause = turn()
      if (pause) await pause
    }
    await tell.looked('runner', page.length)
  }

  const matters = await openMatters(tx, only)
  for (const { request, ...matter } of matters) {
    const environment = request.gate === 'run' ? '' : request.environment.name
    const offer = offerOf(matter.tenantId, { ...combinationOf(request.runner), environment })
    const before = withOffer(request, offer.before)
    const after = offer.before === offer.after ? before : withOffer(request, offer.after)
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

/** Pages of live runners; the next is read while one is asked about. */
async function* pagesOfRunners(tx: Tx, only: string | undefined): AsyncGenerator<LiveRunner[]> {
  let coming = liveRunners(tx, only)
  for (;;) {
    const page = await coming
    const more = page.length === RUNNERS_A_PAGE
    if (more) {
      coming = liveRunners(tx, only, page.at(-1))
      // It fails where it is waited for, not before.
      coming.catch(() => undefined)
    }
    yield page
    if (!more) return
  }
}

const combinationOf = ({ class: name, size, profile, classification }: PolicyRequest['runner'] | LiveRunner) => ({
  class: name,
  size,
  profile,
  classification,
})

/** A recorded request with what the matrix and the quotas say now, or would say. */
function withOffer(request: PolicyRequest, { offered, quota }: Offer): PolicyRequest {
  if (request.gate === 'run') return { ...request, offered, maxConcurrency: quota.maxConcurrency }
  return request.gate === 'deploy' ? { ...request, offered } : { ...request, offered, quota }
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
