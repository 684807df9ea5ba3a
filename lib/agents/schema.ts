import { z } from 'zod'
import { keptSpans } from '../telemetry/spans.ts'
import { MAX_OUTPUT_FILES, MAX_PATH_LENGTH } from './output-limits.ts'

const digest = z.string().regex(/^sha256:[0-9a-f]{64}$/)

/** How an agent carries runs out. */
export const agentModes = ['runtime_api', 'exec', 'functions'] as const

/** What an agent can do, as it says itself. */
export const capabilities = z.object({
  mode: z.enum(agentModes),
  /** Decides which runs it is given. */
  classes: z.array(z.enum(['serverless', 'container', 'managed_etl', 'dedicated_compute'])).max(4),
  /** Runs it carries out at once. */
  capacity: z.number().int().min(1).max(1000),
  /** The only artifact it may run; left out, any whose signature it can verify. */
  digest: digest.optional(),
  platform: z.string().max(100).optional(),
})
export type Capabilities = z.output<typeof capabilities>

/** What a host hands in, once, for an identity. */
export const enrolInput = z.strictObject({
  token: z.string().max(200),
  name: z.string().trim().min(1).max(80).optional(),
  publicPem: z.string().max(2000),
  version: z.string().max(80),
  capabilities,
})
export type EnrolInput = z.output<typeof enrolInput>

export type TrustedKey = {
  keyId: string
  publicPem: string
  validFrom: Date
  validUntil: Date | null
  /** A Sigstore bundle in which the key before vouches for this one. */
  endorsement?: unknown
}

/** What an agent presents with every request until `expiresAt`; it renews it before. */
export type Identity = { identity: string; expiresAt: Date }

/** A folder is named by it. */
const runId = z.string().regex(/^\w{1,40}$/)
/** What a column of whole numbers holds. */
const whole = z.number().int().min(0).max(2_147_483_647)
const attempt = whole.min(1)
const attemptRef = z.object({ id: z.string().max(40), attempt })
/** How long the agent may be silent before its runs are given to others. */
const leaseMs = z
  .number()
  .int()
  .min(1000)
  .max(24 * 3600_000)
  .default(30_000)

/** A question for work. */
export const leaseInput = z.strictObject({
  /** Runs it would take now. */
  max: z.number().int().min(0).max(200),
  waitMs: z.number().int().min(0).max(25_000).default(20_000),
  leaseMs,
})
export type LeaseInput = z.output<typeof leaseInput>

/** What an agent says of itself every few seconds. */
export const heartbeatInput = z.strictObject({
  /** Every run it holds, also those whose end waits in its spool. */
  running: z.array(attemptRef).max(5000),
  ready: z.boolean(),
  draining: z.boolean().default(false),
  /** What is wrong with it, as a sentence. */
  trouble: z
    .string()
    // What a process said last may stand in it, and a beat must not be refused for that.
    .transform((text) => text.slice(0, 2000).toWellFormed().replaceAll('\u0000', '\u2400'))
    .optional(),
  /** It cannot be mended by waiting: a bootstrap that failed, a driver that is not there. */
  failed: z.boolean().default(false),
  /** It has just started: what it held before and does not name is nobody's any more. */
  fresh: z.boolean().default(false),
  /** Said when it has just started: what it can may have changed. */
  capabilities: capabilities.optional(),
  /** Runs it gives back without having carried them out. */
  handBack: z.array(attemptRef).max(5000).default([]),
  leaseMs,
})
export type HeartbeatInput = z.output<typeof heartbeatInput>

const causes = ['user_error', 'init_error', 'timeout', 'out_of_memory', 'exited'] as const
const wall = z.object({ state: z.enum(['in_force', 'absent']), detail: z.string().max(500) })

/** How a run ended, as measured by the agent. */
export const finishedBody = z.object({
  runId,
  attempt,
  outcome: z.enum(['succeeded', 'failed', 'cancelled']),
  cause: z.enum([...causes, 'denied', 'platform']).optional(),
  reason: z.string().max(4000).optional(),
  /** JSON text. */
  result: z.string().optional(),
  coldStart: z.boolean(),
  initMs: whole,
  durationMs: whole,
  maxMemoryMib: whole,
  isolation: z.record(z.string(), wall),
  metrics: z.record(z.string(), z.number()).optional(),
  logDigest: digest,
  /** What it noted of it, by its own clock from the lease on. */
  spans: keptSpans.optional(),
  /** Files it has uploaded for the run. */
  output: z.array(z.object({ path: z.string(), digest, size: z.number().int().min(0) })).max(MAX_OUTPUT_FILES),
})
export type FinishedBody = z.output<typeof finishedBody>

export const logBody = z.object({
  runId,
  attempt,
  lines: z.array(z.tuple([z.enum(['function', 'platform']), z.string()])).max(5000),
})
export type LogBody = z.output<typeof logBody>

/** Said once an outage is over: everything from `fromSeq` on waited for it to end. */
const awayBody = z.object({
  since: z.iso.datetime(),
  until: z.iso.datetime(),
  fromSeq: z.number().int().min(1),
  /** Ends of runs among them. */
  runs: z.number().int().min(0),
})

const link = {
  seq: z.number().int().min(1),
  /** Digest of the entry before; of the first one, 64 zeros. */
  prev: digest,
  at: z.iso.datetime(),
  sig: z.string().max(200),
}

/** One entry of an agent's spool (docs/formats/agent.md). */
const spoolEntry = z.discriminatedUnion('kind', [
  z.strictObject({ ...link, kind: z.literal('run.log'), body: logBody }),
  z.strictObject({ ...link, kind: z.literal('run.finished'), body: finishedBody }),
  z.strictObject({ ...link, kind: z.literal('portal.away'), body: awayBody }),
])
export type SpoolEntry = z.output<typeof spoolEntry>

/** The next entries of a spool, in order. */
export const spoolInput = z.strictObject({
  entries: z.array(spoolEntry).max(500),
  /** Runs whose output it has lost before it could upload it. */
  lost: z.array(z.string()).max(500).default([]),
})
export type SpoolInput = z.output<typeof spoolInput>

/** Up to where the spool is taken, and the runs whose attempt was not theirs any more. */
export type SpoolTaken = { seq: number; head: string; stale: string[] }

/** One file that a run has written; its bytes are the body. */
export const outputQuery = z.object({
  path: z.string().min(1).max(MAX_PATH_LENGTH),
  attempt: z.coerce.number().int().min(1).max(2_147_483_647),
})

/** An enrolment of a host of the enterprise. */
export const createEnrolmentInput = z.strictObject({
  name: z.string().trim().min(1, 'Name the agent after the host it runs on.').max(80),
  environment: z.string().max(80),
  /** How long the token may be exchanged. */
  minutes: z
    .number()
    .int()
    .min(5)
    .max(7 * 24 * 60)
    .default(60),
})

export const revokeAgentInput = z.strictObject({ id: z.string() })

/** What the list of agents can be narrowed to. */
export const agentFilters = z.object({
  kind: z.enum(['instance', 'on_premise']).optional(),
  environment: z.string().max(80).optional(),
})
export type AgentFilters = z.output<typeof agentFilters>
