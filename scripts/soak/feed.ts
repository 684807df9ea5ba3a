import { setTimeout as pause } from 'node:timers/promises'
import { startRuns } from '#lib/runs/start-runs.ts'
import { deedOf } from './limits.ts'
import type { SoakTenant } from './world.ts'

const AT_ONCE = 100
/** Calls at least that each runner gets. */
const ROUNDS = 4
/** So many wait at most: as long as there are more, nothing is asked for. */
const BACKLOG = 3000

export type Fed = { asked: number; created: number; known: number; refused: number; retried: number }

type Feeding = { runs: number; tenants: SoakTenant[]; chance(): number; open(): Promise<number> }

/**
 * Asks for runs, runner by runner, until there are enough; a call that fails for the database or anything else is made
 * again with the same tokens, and every twentieth is made twice although it succeeded.
 */
export async function feed({ runs, tenants, chance, open }: Feeding, fed: Fed): Promise<void> {
  const places = tenants.flatMap((tenant) => tenant.runners.map((spec) => ({ tenant, spec })))
  const atOnce = Math.min(AT_ONCE, Math.ceil(runs / places.length / ROUNDS))
  for (let call = 0; fed.asked < runs; call++) {
    const place = places[call % places.length]
    if (!place) return
    const items = Array.from({ length: Math.min(atOnce, runs - fed.asked) }, (_, n) => ({
      token: `t-${fed.asked + n}`,
      input: { do: deedOf(chance()) },
    }))
    const { runnerId } = place.spec
    const ask = () => startRuns(place.tenant.engineer, { runnerId, origin: 'api', items })
    const again = chance() < 0.05
    for (const answer of await until(ask, fed)) {
      if ('refusal' in answer) fed.refused++
      else if (answer.created) fed.created++
      else fed.known++ // the call had been made, and its answer was lost
    }
    if (again) await until(ask, fed)
    fed.asked += items.length
    while ((await open().catch(() => BACKLOG + 1)) > BACKLOG) await pause(200)
  }
}

async function until<T>(work: () => Promise<T>, fed: Fed): Promise<T> {
  for (;;) {
    try {
      return await work()
    } catch {
      fed.retried++
      await pause(200)
    }
  }
}
