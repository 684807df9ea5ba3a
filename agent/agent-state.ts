import type { Config } from './config.ts'
import type { HeldRuns } from './held-runs.ts'
import type { AgentIdentity } from './identity.ts'
import type { Link } from './link.ts'
import type { Spool } from './spool.ts'
import type { WorkFolders } from './work-folder.ts'

/** What the loops of the agent share. */
export type AgentState = {
  config: Config
  identity: AgentIdentity
  link: Link
  spool: Spool
  runs: HeldRuns
  work: WorkFolders
  /** It may take work. */
  ready: boolean
  /** It takes no more. */
  draining: boolean
  /** After an outage: what waited goes out before anything new comes in. */
  catchingUp: boolean
  /** What keeps it from being well, as a sentence. */
  trouble: string | undefined
  /** It did not become ready, and will not. */
  failed: boolean
  /** Ends all loops. */
  over: AbortController
}

/** The portal will not have this agent any more. */
export class Ended extends Error {}

/** Codes after which asking again changes nothing. */
export const endings = new Set(['agent_revoked', 'unauthenticated', 'spool_refused'])
