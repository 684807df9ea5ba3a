import { openRequest } from '../approvals/open-request.ts'
import { APPROVAL_DAYS } from '../approvals/schema.ts'
import { standingRule } from '../approvals/standing-rule.ts'
import type { Actor } from '../auth/actor.ts'
import { authorise } from '../auth/authorise.ts'
import { type Tx, transaction } from '../db/client.ts'
import { jsonDigest } from '../digest.ts'
import { notFound } from '../errors.ts'
import { appendEvidence } from '../evidence/append-evidence.ts'
import { newId } from '../ids.ts'
import { notifyChange } from '../live/notify.ts'
import { canarySizeOf } from './judge-canary.ts'
import { digestOfList, listItems } from './list-items.ts'
import { lockReplay, nameOf, type ReplayRow } from './lock-replay.ts'
import type { Rehearsal } from './rehearsal.ts'
import { refuseTooMany, rehearseReplay } from './rehearse-replay.ts'
import { REPLAYS } from './replays-changed.ts'
import { type RequestReplay, requestReplayInput } from './schema.ts'
import { readThreshold } from './threshold.ts'

const DAY_MS = 24 * 3600_000

export type RequestedReplay = { id: string; items: number; listDigest: string; approvalId: string | null }

/**
 * Asks for a replay: rehearses it, fixes its list, and lets it begin, or asks people when it has more tokens than the
 * threshold. The list never changes after this; what has become of a token meanwhile is seen when its turn comes.
 * Throws `not_found` when no open dead letter is meant, `invalid_input` when too many are.
 */
export async function requestReplay(actor: Actor, given: RequestReplay): Promise<RequestedReplay> {
  authorise(actor, 'run:start')
  const { letters, reason, ratePerSecond, canaryPercent, canaryPass } = requestReplayInput.parse(given)
  const { tenantId } = actor
  const rehearsal = await rehearseReplay(actor, { letters, ratePerSecond })
  const id = newId('replay')
  return transaction(
    async (tx) => {
      const list = { tenantId, replayId: id }
      await tx.replay.create({
        data: {
          ...{ tenantId, id, reason, ratePerSecond, canaryPass, rehearsal },
          ...{ itemCount: 0, canarySize: 0, listDigest: '', mass: false },
          selection: letters,
          requestedById: actor.userId,
          requestedByLabel: actor.label,
        },
      })
      const items = await listItems(tx, list, letters)
      if (!items) throw notFound('open dead letter')
      refuseTooMany(items)
      // Read again: what the rehearsal said may be a moment old.
      const mass = items > (await readThreshold(tx, tenantId)).most
      const listDigest = await digestOfList(tx, list)
      const fixed = { itemCount: items, listDigest, mass, canarySize: canarySizeOf(items, canaryPercent) }
      const status = mass ? ('waiting_approval' as const) : ('ready' as const)
      await tx.replay.updateMany({ where: { tenantId, id }, data: { ...fixed, status } })
      const replay = await lockReplay(tx, { tenantId, id })
      if (!replay) throw new Error('it was written a moment ago')
      const approvalId = mass ? await askApprovers(tx, actor, replay, rehearsal) : null
      await appendEvidence(tx, {
        kind: 'replay.requested',
        actor,
        result: 'info',
        ...nameOf(replay),
        ...{ reason, mass, ratePerSecond, canaryPass, canarySize: replay.canarySize },
        approvalId: approvalId ?? undefined,
        wouldRun: rehearsal.wouldRun,
        expectedCostMicros: rehearsal.forecast.costMicros,
      })
      await notifyChange(tx, REPLAYS)
      return { id, items, listDigest, approvalId }
    },
    { timeoutMs: 60_000 },
  )
}

/** Asks people about exactly this list; what they read is kept with the request. */
async function askApprovers(tx: Tx, actor: Actor, replay: ReplayRow, rehearsal: Rehearsal): Promise<string> {
  const { id, itemCount, listDigest, ratePerSecond, canarySize, canaryPass, reason } = replay
  const environments = [...new Set(rehearsal.runners.map(({ environment }) => environment))].sort()
  const parts = {
    list: { tokens: itemCount, digest: listDigest, runners: rehearsal.runners.map(({ runner }) => runner) },
    pace: { ratePerSecond, canarySize, canaryPass },
    expected: {
      wouldRun: rehearsal.wouldRun,
      wouldBeDenied: rehearsal.wouldBeDenied,
      needNoRun: rehearsal.needNoRun,
      costMicros: rehearsal.forecast.costMicros,
    },
    reason: { reason },
  }
  const asked = await openRequest(tx, actor, {
    kind: 'mass_replay',
    subjectId: id,
    slots: standingRule('mass_replay'),
    decisionDigest: listDigest,
    summary: `Replay ${itemCount.toLocaleString('en')} failed runs${environments.length ? ` in ${environments.join(', ')}` : ''}`,
    risks: [...environments, 'mass replay'],
    facts: Object.fromEntries(
      Object.entries(parts).map(([part, value]) => [part, { digest: jsonDigest(value), value }]),
    ),
    expiresAt: new Date(Date.now() + APPROVAL_DAYS * DAY_MS),
  })
  return asked.id
}
