import { unsafeDb } from '../../db/client.ts'
import { changesOf } from '../../live/changes.ts'

type Watched = { tenantId: string; attempt: number; abort: AbortController }

export type CancelWatch = {
  /** Aborts when somebody asks for the run to be cancelled, or another attempt has taken it. */
  watch(run: { tenantId: string; id: string; attempt: number }): AbortSignal
  unwatch(runId: string): void
  /** Aborts everything that is watched. */
  endAll(): void
}

/** One look for everything a worker holds, whenever somebody asks for something to be cancelled, and every few seconds. */
export function openCancelWatch(signal: AbortSignal): CancelWatch {
  const watched = new Map<string, Watched>()
  const look = async () => {
    for await (const _ of changesOf(CANCELS, signal)) {
      if (!watched.size) continue
      // The database away for a moment: the next look tells.
      for (const id of await unwanted(watched).catch(() => [])) watched.get(id)?.abort.abort(new Error('cancelled'))
    }
  }
  void look()
  return {
    watch({ tenantId, id, attempt }) {
      const abort = new AbortController()
      watched.set(id, { tenantId, attempt, abort })
      return abort.signal
    },
    unwatch: (runId) => void watched.delete(runId),
    endAll() {
      for (const { abort } of watched.values()) abort.abort(new Error('the worker ends'))
    },
  }
}

/** Of these runs, those that are to end or that another attempt has taken. What a worker holds is of every tenant. */
async function unwanted(watched: Map<string, Watched>): Promise<string[]> {
  const asked = [...watched].map(([id, { tenantId, attempt }]) => ({ id, tenantId, attempt }))
  const rows = await unsafeDb.$queryRaw<{ id: string }[]>`
    select r.id from jsonb_to_recordset(${JSON.stringify(asked)}::jsonb) as x(id text, "tenantId" text, attempt int)
    join "Run" r on r."tenantId" = x."tenantId" and r.id = x.id
    where r.status <> 'running' or r.attempt <> x.attempt or r."cancelRequestedAt" is not null`
  return rows.map((row) => row.id)
}

/** What workers are woken by when a run under way is to end. */
export const CANCELS = 'runs:cancels'
