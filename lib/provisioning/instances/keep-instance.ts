import { log } from '../../log.ts'
import type { PulledSpec } from '../target.ts'
import { instanceFolder, makeInstanceFolder } from '../targets/local/instances/instance-folder.ts'
import type { InstanceHost } from '../targets/local/instances/instance-host.ts'
import { openWaysOut } from '../targets/local/instances/ways-out.ts'
import { openInstanceLog } from './instance-log.ts'

/** How long the last lines may take to arrive once an instance has ended. */
const LAST_LINES_MS = 2000

/** What a worker holds of an instance while it looks after it. */
export type KeptInstance = {
  say(line: string): void
  /** Begins to take over what it writes; everything, or only from `since` on. */
  follow(handle: string, since?: Date): void
  /** Closes the ways out and the log, once what was written has arrived. */
  close(): Promise<void>
}

/** Opens the ways out of an instance and its log: before it starts, and again when it is adopted. */
export async function keepInstance(
  host: InstanceHost,
  ref: { tenantId: string; id: string; spec: PulledSpec },
): Promise<KeptInstance> {
  const { id, spec } = ref
  const lines = openInstanceLog(ref)
  makeInstanceFolder(id)
  const ways = await openWaysOut(instanceFolder(id), spec, (line) => lines.line(line))
  const stopping = new AbortController()
  let following: Promise<void> = Promise.resolve()
  return {
    say: (line) => lines.line(line),
    follow(handle, since) {
      const options = { signal: stopping.signal, ...(since ? { since } : {}) }
      following = host
        .follow(id, handle, (line) => lines.line(line), options)
        .catch((error: unknown) => log.debug({ err: error, instance: id }, 'stopped following an instance'))
    },
    async close() {
      const timer = setTimeout(() => stopping.abort(), host.kind === 'host' ? 0 : LAST_LINES_MS)
      await following
      clearTimeout(timer)
      await ways.close()
      await lines.close().catch((error: unknown) => log.warn({ err: error, instance: id }, 'the log of an instance'))
    },
  }
}
