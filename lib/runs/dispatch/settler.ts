import { setTimeout as pause } from 'node:timers/promises'
import type { Actor } from '../../auth/actor.ts'
import { transaction } from '../../db/client.ts'
import { log } from '../../log.ts'
import { type Settlement, settleRuns } from '../settle-runs.ts'

/** Runs settled in one transaction at most, and bytes of answers in it. */
const BATCH = 50
const BATCH_BYTES = 4 * 1024 * 1024
const RETRY_MS = 500
/** Ends that wait to be written from which on it is worth waiting for more. */
const BUSY = 4
const GATHER_MS = 8

type Waiting = {
  settlement: Settlement
  bytes: number
  done: () => void
  /** It could not be written with others, and is tried by itself from then on. */
  alone?: true
}

export type Settler = {
  /** Resolves when the attempt's end is committed, or another attempt's word counts. */
  settle(actor: Actor, settlement: Settlement): Promise<void>
}

/**
 * Writes down how attempts ended, many of a tenant in one transaction: whatever came while the one before was under way.
 * A database that is away is waited for: the effect is committed, and only its record is missing.
 */
export function openSettler(signal: AbortSignal): Settler {
  let settling = 0
  const queues = new Map<string, { actor: Actor; waiting: Waiting[]; busy: boolean }>()

  const flush = async (tenantId: string) => {
    const queue = queues.get(tenantId)
    if (!queue || queue.busy) return
    queue.busy = true
    while (queue.waiting.length) {
      // Others end in these milliseconds, when many are under way, and one transaction serves them all.
      if (settling > BUSY) await pause(GATHER_MS)
      const batch = take(queue.waiting)
      const settlements = batch.map(({ settlement }) => settlement)
      try {
        await transaction((tx) => settleRuns(tx, queue.actor, settlements))
        for (const { done } of batch) done()
      } catch (error) {
        log.warn({ err: error, runs: batch.length }, 'how runs ended could not be written down yet')
        const left = batch.length > 1 ? await eachAlone(queue.actor, batch) : batch
        if (signal.aborted) for (const { done } of left) done()
        else if (left.length) {
          // One that cannot be written must not keep the others from it: it comes again after those that wait.
          queue.waiting.push(...left.map((one) => ({ ...one, alone: true as const })))
          await pause(RETRY_MS, undefined, { signal }).catch(() => undefined)
        }
      }
    }
    queues.delete(tenantId)
  }

  /** Tries each by itself, once. Returns those that could not be written. */
  const eachAlone = async (actor: Actor, batch: readonly Waiting[]): Promise<Waiting[]> => {
    const left: Waiting[] = []
    for (const one of batch) {
      try {
        await transaction((tx) => settleRuns(tx, actor, [one.settlement]))
        one.done()
      } catch (error) {
        log.error({ err: error, run: one.settlement.run.id }, 'how a run ended could not be written down yet')
        left.push(one)
      }
    }
    return left
  }

  return {
    settle: (actor, settlement) =>
      new Promise((done) => {
        const { tenantId } = settlement.run
        const queue = queues.get(tenantId) ?? { actor, waiting: [], busy: false }
        queues.set(tenantId, queue)
        settling++
        const finished = () => {
          settling--
          done()
        }
        queue.waiting.push({ settlement, bytes: sizeOf(settlement), done: finished })
        void flush(tenantId)
      }),
  }
}

function take(waiting: Waiting[]): Waiting[] {
  let bytes = 0
  let count = 0
  while (count < waiting.length && count < BATCH) {
    const next = waiting[count]
    bytes += next?.bytes ?? 0
    if (count && (next?.alone || bytes > BATCH_BYTES)) break
    count++
    if (next?.alone) break
  }
  return waiting.splice(0, count)
}

const sizeOf = ({ outcome }: Settlement) => ('measured' in outcome ? (outcome.measured.result?.length ?? 0) : 0)
