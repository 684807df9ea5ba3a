import fs from 'node:fs'
import path from 'node:path'
import type { Job } from '#lib/etl/job-package.ts'
import { partitionOutput } from '#lib/etl/job-package.ts'
import { inputOf, type JobShape } from '#lib/etl/plan-job.ts'
import { atItsPlace } from '#lib/etl/sql-position.ts'
import { contextForCode, traceparentOf } from '#lib/telemetry/trace-context.ts'
import type { EtlSpec, Invocation } from '../../../target.ts'
import { egressVariables, harmless } from '../function-environment.ts'
import type { SandboxProcess } from '../sandbox/confinement.ts'
import type { SandboxFolders } from '../sandbox/sandbox.ts'
import { EGRESS_PORT } from '../towards-proxy.ts'

/** The engine's packages: the sandbox has no others. */
const engineFolder = path.join(import.meta.dirname ?? '', '../../../../../node_modules/@duckdb')

/** Spilled data and results are larger than what a function may write. */
const MAX_FILE_BYTES = 2 ** 40

export type JobProcessOptions = {
  spec: EtlSpec
  invocation: Invocation
  job: Job
  shape: JobShape
  /** Folder of the unpacked package, and of the checkpoints. */
  code: string
  checkpoints: string
  /** Partitions still to do. */
  todo: number[]
  /** Program that runs Python. */
  python: string | undefined
  egress: boolean
}

/** Writes the plan of a job where its sandbox can read it, and says what to start there. */
export function jobProcess(prepared: SandboxFolders, options: JobProcessOptions): SandboxProcess {
  const { spec, invocation, job, shape, code, checkpoints, todo, python, egress } = options
  const { inside, folders, chosen } = prepared
  const parts = chosen.confinement.ownRoot ? '/var/checkpoints' : checkpoints
  const input: unknown = JSON.parse(invocation.input)
  const plan = {
    ...{ job: job.language === 'sql' ? placed(job) : job, builtin: invocation.builtin },
    ...{ partitions: shape.partitions, workers: shape.workers, threads: shape.threads, files: shape.files, todo },
    ...{ engineMemoryMib: shape.engineMemoryMib, python, input, ...inputOf(input) },
    folders: { code: inside.code, data: `${inside.code}/data`, tmp: inside.tmp, out: inside.out, parts },
    socket: `${inside.sockets}/job`,
    ...(egress ? { egress: { port: EGRESS_PORT, socket: `${inside.sockets}/egress` } } : {}),
  }
  fs.writeFileSync(path.join(folders.sockets, 'plan.json'), JSON.stringify(plan), { mode: 0o644 })
  const env = {
    ...harmless({ ...spec.env, ...invocation.secrets }),
    ...{ PATH: '/usr/local/bin:/usr/bin:/bin', HOME: inside.tmp, TMPDIR: inside.tmp, LANG: 'en_US.UTF-8', TZ: 'UTC' },
    ...{
      BC_ENVIRONMENT: spec.environment.name,
      BC_RUNNER: spec.runnerId,
      BC_RUN_TOKEN: invocation.token,
      BC_RUN_ATTEMPT: String(invocation.attempt),
    },
    BC_RUN_ID: invocation.runId,
    TRACEPARENT: traceparentOf(contextForCode(invocation)),
    BC_OUTPUT_DIR: `${inside.out}/result`,
    // Each partition holds one of its threads while the engine works.
    UV_THREADPOOL_SIZE: String(shape.workers + 4),
    ...(egress ? egressVariables(inside) : {}),
  }
  const command = [inside.node, `${inside.runtime}/etl/job.mjs`, `${inside.sockets}/plan.json`]
  const readable = [
    { host: engineFolder, inside: '/opt/node_modules/@duckdb' },
    { host: checkpoints, inside: '/var/checkpoints' },
  ]
  return { code, command, env, readable, maxFileBytes: MAX_FILE_BYTES }
}

/** The job with each statement moved to where it stands in the script, so that the engine's complaints say where. */
function placed(job: Extract<Job, { language: 'sql' }>) {
  const step = (one: typeof job.finish) =>
    one && { setup: one.setup.map(atItsPlace), query: atItsPlace(one.query), output: one.output }
  return {
    language: job.language,
    prepare: job.prepare.map(atItsPlace),
    partition: step(job.partition),
    finish: step(job.finish),
  }
}

/** Puts the finished partitions beside what the job finished with, as they will be committed. */
export function stageOutput(result: string, job: Job, shape: JobShape, checkpoints: string): void {
  if (!shape.files.length) return
  const folder = path.join(result, partitionOutput(job).name)
  fs.mkdirSync(folder, { recursive: true })
  for (const name of shape.files) fs.linkSync(path.join(checkpoints, name), path.join(folder, name))
}
