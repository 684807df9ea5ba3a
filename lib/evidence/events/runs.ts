import type { Policy, Shape } from './parts.ts'

/** Runs, what begins them and who carries them out. */
export type RunFacts = {
  'run.requested': {
    runner: string
    token: string
    origin: string
    inputDigest: string
    triggerId?: string | undefined
    upstreamRunId?: string | undefined
    correlationId?: string | undefined
    replayOfId?: string | undefined
  }
  'run.finished': Shape & {
    runner: string
    token: string
    status: string
    attempt: number
    artifactDigest: string
    cause?: string | undefined
    reason?: string | undefined
    durationMs?: number | undefined
    initMs?: number | undefined
    coldStart?: boolean | undefined
    maxMemoryMib?: number | undefined
    /** Micro-dollars. */
    costMicros?: number | undefined
    /** Names and paths; never a value. */
    secrets?: Record<string, string> | undefined
    logDigest?: string | undefined
    inputDigest?: string | undefined
    resultDigest?: string | undefined
    outputDigest?: string | undefined
    traceId?: string | undefined
    isolation?: unknown
    /** Attempts that failed before this one. */
    failures?: number | undefined
    /** The worker or agent that held the last attempt. */
    holder?: string | undefined
    startedAt?: string | undefined
    /** The failed run that this one repeats. */
    replayOfId?: string | undefined
    /** Figures of its class, e.g. partitions done and rows of an ETL run. */
    metrics?: Record<string, number> | undefined
    approvals?: readonly string[] | undefined
    /** Exceptions that its runner lives on. */
    exceptions?: readonly string[] | undefined
  } & Policy
  /** An attempt failed and another one follows. */
  'run.retrying': {
    runner: string
    token: string
    attempt: number
    cause: string
    reason?: string | undefined
    /** When the next attempt is due. */
    dueAt: string
    durationMs?: number | undefined
    costMicros?: number | undefined
    logDigest?: string | undefined
    traceId?: string | undefined
  } & Policy
  /** An attempt begins. */
  'run.started': {
    runner: string
    token: string
    attempt: number
    /** The worker or agent that carries it out. */
    holder: string
    artifactDigest: string
    traceId?: string | undefined
  } & Policy
  /** Who held it is gone, silent, or gave it back: it waits for another attempt. */
  'run.handed_back': {
    runner: string
    token: string
    attempt: number
    holder: string
    /** Missing before agents’ were told of. */
    why?: 'died' | 'silent' | 'given_back' | 'drained' | undefined
  }
  /** The agent that held it is back, and nobody had taken it. */
  'run.resumed': { runner: string; token: string; attempt: number; agentId: string }
  'run.denied': { runner: string; token: string; reason: string; origin?: string | undefined } & Policy
  'run.taken_over': { runner: string; token: string; attempt: number; fromAgentId: string; toAgentId: string }
  'agent.invited': { enrolmentId: string; agentKind: string; name: string; environment: string; expiresAt: string }
  'agent.enrolled': {
    agentId: string
    enrolmentId: string
    agentKind: string
    name: string
    environment: string
    keyId: string
  }
  'agent.revoked': { agentId: string; name: string }
  'agent.drained': {
    agentId: string
    name: string
    /** First and last place in its spool that came in after it had been away. */
    fromSeq: number
    toSeq: number
    runs: number
    /** By the agent's clock. */
    awaySince: string
    awayMs: number
  }
  'trigger.changed': {
    triggerId: string
    triggerKind: string
    change: 'created' | 'enabled' | 'disabled' | 'removed' | 'changed'
    runner?: string | undefined
    /** What else it listens to: a prefix, topic or pipeline. */
    on?: string | undefined
    cron?: string | undefined
    timezone?: string | undefined
  }
}
