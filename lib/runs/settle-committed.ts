import type { Actor } from '../auth/actor.ts'
import type { Tx } from '../db/client.ts'
import type { Runner } from '../db/generated/client.ts'
import { committedEffect } from '../provisioning/targets/local/run-output.ts'
import { monthOf } from '../usage/months.ts'
import type { Waiting } from './claim-runs.ts'
import { settleRuns } from './settle-runs.ts'
import { claimAll, type Holder } from './transitions.ts'

type Committed = { runner: Runner; waiting: readonly Waiting[]; holder: Holder }

/**
 * Ends runs whose effect an attempt has committed that was then lost with its worker or agent, before it could say so:
 * they have succeeded, whatever a gate says of beginning now. Nothing runs and nothing is set aside. Returns their ids.
 */
export async function settleCommitted(
  tx: Tx,
  actor: Actor,
  { runner, waiting, holder }: Committed,
): Promise<Set<string>> {
  const done = waiting.flatMap(({ run, spec }) => {
    const effect = run.attempt > 0 ? committedEffect(spec, run.token) : undefined
    return effect ? [{ run, spec, measured: { ...effect, outcome: 'succeeded' as const, replayed: true } }] : []
  })
  if (!done.length) return new Set()
  const asks = { ms: 0, micros: 0 }
  const wanted = done.map(({ run, spec }) => {
    return { id: run.id, artifactDigest: spec.artifactDigest, asks, decisionId: null }
  })
  const how = { holder, month: monthOf(new Date()) }
  const attempts = new Map((await claimAll(tx, actor.tenantId, wanted, how)).map(({ id, attempt }) => [id, attempt]))
  const settlements = done.flatMap(({ run, spec, measured }) => {
    const attempt = attempts.get(run.id)
    if (attempt === undefined) return []
    return [{ run: { ...run, attempt, status: 'running' as const }, runner, spec, outcome: { measured } }]
  })
  return new Set(await settleRuns(tx, actor, settlements))
}
