import os from 'node:os'
import path from 'node:path'
import { z } from 'zod'
import { agentModes, capabilities as capabilitiesSchema } from '#lib/agents/schema.ts'

/** What is wrong with how the agent was started, for the person who did. */
export class ConfigError extends Error {}

const json = <T extends z.ZodType>(schema: T) =>
  z.string().transform((text, context): z.output<T> => {
    try {
      return schema.parse(JSON.parse(text))
    } catch (error) {
      context.addIssue({ code: 'custom', message: (error as Error).message })
      return z.NEVER
    }
  })

const checks = z.object({
  /** Debian packages that must be installed in exactly this version. */
  drivers: z.array(z.object({ name: z.string(), version: z.string() })).default([]),
  /** `host:port` pairs that must be reachable. */
  routes: z.array(z.string().regex(/^.+:\d+$/)).default([]),
})
export type Checks = z.output<typeof checks>

const walls = z.record(z.string(), z.object({ state: z.enum(['in_force', 'absent']), detail: z.string() }))
const whole = z.coerce.number().int().min(1)
const MINUTE = 60_000

/** Every setting of the agent, with its meaning and its default. */
const settings = z.object({
  /** Address of the portal. */
  URL: z.url(),
  /** Where the process of the mode runtime_api finds its work. */
  RUNTIME_PORT: z.coerce.number().int().min(1).max(65_535).default(9001),
  /** Unix socket that leads to the portal, where there is no network. */
  SOCKET: z.string().optional(),
  /** One-time token, or a file that holds it. Needed once. */
  ENROLMENT: z.string().optional(),
  ENROLMENT_FILE: z.string().optional(),
  /** Key, identity, spool and work folders. */
  HOME: z.string().default(path.join(os.homedir(), '.barecount-agent')),
  NAME: z.string().max(80).optional(),
  MODE: z.enum(agentModes).default('functions'),
  /** What is supervised (runtime_api) or run once for each run (exec). */
  COMMAND: json(z.array(z.string()).min(1)).optional(),
  /** The only artifact it may run. */
  DIGEST: z.string().optional(),
  /** Runs at once. */
  CAPACITY: whole.max(1000).default(1),
  /** Runs it holds at most, also while the portal is away. */
  PREFETCH: whole.max(5000).optional(),
  CLASSES: z
    .string()
    .transform((text) => text.split(','))
    .optional(),
  CHECKS: json(checks).optional(),
  /** Scripts, run by the shell. */
  BOOTSTRAP: z.string().optional(),
  ON_LAUNCH: z.string().optional(),
  ON_TERMINATE: z.string().optional(),
  /** Walls around this host that it cannot see itself. */
  ISOLATION: json(walls).default({}),
  /** Socket of a proxy that leads out; processes then find one at 127.0.0.1:9002. */
  EGRESS_SOCKET: z.string().optional(),
  /** How long it may be silent before its runs are given to others. */
  LEASE_MS: whole.optional(),
  /** How long running work may go on once it is told to end. */
  GRACE_MS: whole.default(30_000),
  /** How long it may take to become ready. */
  READY_MS: whole.default(10 * MINUTE),
})

const byMode = {
  runtime_api: ['container'],
  exec: ['dedicated_compute'],
  functions: ['serverless'],
} as const

export type Config = ReturnType<typeof readConfig>

/** The settings of this agent, from `BARECOUNT_AGENT_…`. Throws a ConfigError that names the variable. */
export function readConfig(environment: Record<string, string | undefined> = process.env) {
  const prefix = 'BARECOUNT_AGENT_'
  const given = Object.entries(environment).filter(([name, value]) => name.startsWith(prefix) && value !== undefined)
  const read = settings.safeParse(Object.fromEntries(given.map(([name, value]) => [name.slice(prefix.length), value])))
  if (!read.success) {
    const [issue] = read.error.issues
    throw new ConfigError(`${prefix}${issue?.path.join('.') ?? ''}: ${issue?.message ?? 'cannot be read'}`)
  }
  const { MODE: mode, COMMAND: command, CAPACITY: capacity, DIGEST: digest, ...rest } = read.data
  if (mode !== 'functions' && !command) throw new ConfigError(`${prefix}COMMAND: the mode ${mode} needs one.`)
  const platform = `${process.platform}-${process.arch}`
  const said = { mode, classes: rest.CLASSES ?? [...byMode[mode]], capacity, platform, ...(digest ? { digest } : {}) }
  const capabilities = capabilitiesSchema.safeParse(said)
  if (!capabilities.success) {
    const [issue] = capabilities.error.issues
    throw new ConfigError(`${prefix}${String(issue?.path[0]).toUpperCase()}: ${issue?.message}`)
  }
  return {
    ...{ mode, capacity, command: command ?? [], capabilities: capabilities.data, digest },
    url: new URL(rest.URL),
    socket: rest.SOCKET,
    runtimePort: rest.RUNTIME_PORT,
    enrolment: rest.ENROLMENT,
    enrolmentFile: rest.ENROLMENT_FILE,
    home: path.resolve(rest.HOME),
    name: rest.NAME,
    prefetch: Math.max(rest.PREFETCH ?? capacity, capacity),
    checks: rest.CHECKS ?? { drivers: [], routes: [] },
    hooks: { bootstrap: rest.BOOTSTRAP, onLaunch: rest.ON_LAUNCH, onTerminate: rest.ON_TERMINATE },
    isolation: rest.ISOLATION,
    egressSocket: rest.EGRESS_SOCKET,
    leaseMs: rest.LEASE_MS ?? (mode === 'functions' ? 15 * MINUTE : MINUTE / 2),
    graceMs: rest.GRACE_MS,
    readyMs: rest.READY_MS,
  }
}
