import { countPulse } from '../alerts/pulse/count-pulse.ts'
import type { Actor } from '../auth/actor.ts'
import type { Tx } from '../db/client.ts'
import type { Run, Runner } from '../db/generated/client.ts'
import { keepDeadLetters } from '../dead-letters/keep-dead-letters.ts'
import { settleBySuccess } from '../dead-letters/settle-by-success.ts'
import type { RunnerSpec } from '../provisioning/target.ts'
import { countAndNote } from '../telemetry/count-and-note.ts'
import { noteSuccesses } from '../triggers/upstream/note-successes.ts'
import { bookEnds } from './book-ends.ts'
import type { RunCause } from './run-words.ts'
import { tellRunsFailed } from './tell-run-failed.ts'

/** A run that is over, with the attempt it ended by. */
export type EndedRun = {
  run: Run
  runner: Runner
  spec: RunnerSpec
  status: 'succeeded' | 'failed' | 'denied' | 'cancelled'
  cause?: RunCause | undefined
  reason?: string | undefined
  /** Why no further attempt follows a failed one. */
  exhausted?: string | undefined
}

type Listener = (tx: Tx, actor: Actor, ended: readonly EndedRun[]) => Promise<void>

/** What follows when runs are over, in this order. Each looks for what concerns it among all that ended together. */
const listeners: readonly Listener[] = [
  bookEnds,
  countPulse,
  keepDeadLetters,
  settleBySuccess,
  tellRunsFailed,
  noteSuccesses,
  countAndNote,
]

/** Does what follows, in the transaction that ended these runs of one tenant. */
export async function onRunsEnded(tx: Tx, actor: Actor, ended: readonly EndedRun[]): Promise<void> {
  if (!ended.length) return
  for (const listener of listeners) await listener(tx, actor, ended)
}
