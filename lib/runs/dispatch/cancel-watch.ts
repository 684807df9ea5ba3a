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
      // What a worker holds is of every tenant.
      const rows = await unsafeDb.run
        .findMany({
          where: { id: { in: [...watched.keys()] } },
          select: { id: true, status: true, attempt: true, cancelRequestedAt: true },
        })
        // The database away for a moment: the next look tells.
        .catch(() => [])
      for (const row of rows) {
        const one = watched.get(row.id)
        const mine = row.status === 'running' && row.attempt === one?.attempt
        if (one && (!mine || row.cancelRequestedAt)) one.abort.abort(new Error('cancelled'))
      }
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

/** What workers are woken by when a run under way is to end. */
export const CANCELS = 'runs:cancels'
