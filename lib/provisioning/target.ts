import type { IsolationReport } from './isolation.ts'

export type TargetKind = 'local' | 'aws'

type RunnerSize = 'small' | 'medium' | 'large' | 'xlarge'

/** What the runners of every class have in common. */
type CommonSpec = {
  tenantId: string
  runnerId: string
  name: string
  environment: { id: string; name: string }
  size: RunnerSize
  /** `sha256:…` of what runs: a zip, or the manifest of an OCI image. */
  artifactDigest: string
  memoryMib: number
  vcpuMilli: number
  timeoutMs: number
  /** Runs at once at most. */
  concurrency: number
  /** The environment's variables with the manifest's own over them. */
  env: Record<string, string>
  /** Variable name → path in the secrets service; never a value. */
  secrets: Record<string, string>
  profile: 'public_vpc_egress' | 'private_vpc' | 'privatelink' | 'vpn' | 'on_premise_agent'
  /** `host:port` pairs the profile lets through. */
  egressAllow: string[]
}

export type ServerlessSpec = CommonSpec & {
  class: 'serverless'
  runtime: 'nodejs' | 'provided'
  /** `file.export`; a `provided` runtime gets it in `_HANDLER` and reads it as it likes. */
  handler: string
}

export type ContainerSpec = CommonSpec & {
  class: 'container'
  /** Instances at least and at most, and how many waiting runs one more of them is worth. */
  scaling: { min: number; max: number; targetQueueDepth: number }
  /** Runs at once in one instance; `concurrency` is that of all of them. */
  runsPerInstance: number
}

export type EtlSpec = CommonSpec & {
  class: 'managed_etl'
  engine: 'sql' | 'python' | 'notebook'
  /** File in the job package that is run. */
  entry: string
  /** Partitions that run at the same time. */
  workers: number
  /** How many partitions the work is split into; left out, the job's own choice. */
  partitions?: number
}

export type DedicatedSpec = CommonSpec & {
  class: 'dedicated_compute'
  /** What must be there before the first job, by version. */
  drivers: { name: string; version: string }[]
  /** Executable of the golden image that does one run: JSON on its input, JSON as its last line. */
  entry: string
  /** Script that prepares a host when it starts. */
  bootstrap?: string
  lifecycle: { onLaunch?: string; onTerminate?: string }
}

/** Everything a target needs to make and run one runner: plain data, stored in `Runner.spec`. */
export type RunnerSpec = ServerlessSpec | ContainerSpec | EtlSpec | DedicatedSpec

/** Runners whose work is fetched by an agent beside it; the others are invoked by the worker. */
export type PulledSpec = ContainerSpec | DedicatedSpec

export type PlannedChange = {
  action: 'create' | 'update' | 'delete'
  /** What changes, e.g. `function/orders-webhook`. */
  resource: string
  before: Record<string, unknown> | null
  after: Record<string, unknown> | null
}

/** What `apply` would do. The digest is over `changes`: an approval binds to it. */
export type Plan = { digest: string; changes: PlannedChange[] }

export type PrimitiveKind = 'storage_root' | 'secrets_namespace' | 'log_sink' | 'metric_sink' | 'egress_rules'

/** A shared thing of a tenant's environment and profile. `state` says where it is; never a secret. */
export type Primitive = { kind: PrimitiveKind; state: Record<string, unknown> }

export type PrimitiveRequest = Pick<RunnerSpec, 'tenantId' | 'environment' | 'profile'>

export type ObservedRunner = {
  exists: boolean
  artifactDigest?: string
  /** Warm instances right now. */
  instances: number
  /** `spec` fields that are not as applied, e.g. `memoryMib`. */
  drift: string[]
}

export type Invocation = {
  runId: string
  token: string
  attempt: number
  /** JSON text of the event. */
  input: string
  /** W3C trace id, 32 hex digits. */
  traceId: string
  /** The attempt's span in it, 16 hex digits; what the code begins is part of that. */
  spanId?: string | undefined
  /** Values of the spec's secrets, by variable name. Given to the process, kept nowhere. */
  secrets: Record<string, string>
  /** Runs this code in place of the artifact, in the same sandbox: how smoke tests reach the runner. */
  builtin?: 'smoke_test'
}

export type InvocationCause = 'user_error' | 'init_error' | 'timeout' | 'out_of_memory' | 'exited'

/** How one invocation went, as measured. */
export type InvocationResult = {
  outcome: 'succeeded' | 'failed'
  cause?: InvocationCause
  /** Why it failed, as a sentence. */
  reason?: string
  /** JSON text the handler answered. */
  result?: string
  coldStart: boolean
  /** Start of the process to its first request for work; 0 when warm. */
  initMs: number
  durationMs: number
  maxMemoryMib: number
  isolation: IsolationReport
  /** Class-specific figures, e.g. partitions done and rows of an ETL run. */
  metrics?: Record<string, number>
  /** `sha256:…` over the log lines kept, each ended by a newline. */
  logDigest: string
  /** Files below the run's output folder that were committed. */
  outputFiles: string[]
  /** This token had taken effect before: the function was not started again. */
  replayed: boolean
}

/** How far a run is, in parts that people can compare. */
export type RunProgress = { done: number; total: number; parts: RunPart[] }
/** One part; `name` is a number for a partition, a word for what happens once. */
export type RunPart = { name: string; state: PartState; detail?: string; rows?: number; ms?: number }
export type PartState = 'waiting' | 'running' | 'done' | 'skipped' | 'failed'

export type OnPart = (name: string, from: number, until: number, failed?: string | undefined) => void

export type InvokeOptions = {
  /** Aborting ends the sandbox; `invoke` then rejects with the signal's reason. */
  signal: AbortSignal
  onLog(line: string, channel: 'function' | 'platform'): void
  /** A part of it has passed, from and until by `performance.now()`. */
  onPart?: OnPart | undefined
  /** Where a long run stands; the newest one counts. */
  onProgress?(progress: RunProgress): void
}

/** Where runners run. Each call may be made again after a crash and then finds what the first one did. */
export interface Target {
  kind: TargetKind
  /** Makes what runners of this environment and profile share. */
  provision(request: PrimitiveRequest): Promise<Primitive[]>
  /** What would change to bring the runner to `spec`. */
  plan(spec: RunnerSpec): Promise<Plan>
  /** Brings the runner to `spec`. Throws `conflict` when the plan is not the present one any more. */
  apply(spec: RunnerSpec, plan: Plan): Promise<void>
  observe(spec: RunnerSpec): Promise<ObservedRunner>
  destroy(spec: RunnerSpec): Promise<void>
  /** Runs it once. Throws `throttled` when the runner is full; how the function fails is in the result. */
  invoke(spec: RunnerSpec, invocation: Invocation, options: InvokeOptions): Promise<InvocationResult>
}
