import path from 'node:path'
import { sayCount } from '#lib/artifacts/words.ts'
import { BareCountError } from '#lib/errors.ts'
import type { Job } from '#lib/etl/job-package.ts'
import type { JobShape } from '#lib/etl/plan-job.ts'
import { openRedactor } from '#lib/telemetry/redact.ts'
import { CODE } from '#lib/telemetry/spans.ts'
import type { EtlSpec, Invocation, InvocationResult, InvokeOptions } from '../../../target.ts'
import { openEgressProxy } from '../egress-proxy.ts'
import { type LogIntake, takeLog } from '../log-intake.ts'
import { commitEffect } from '../run-output.ts'
import { outputFolder, prepareSandbox, type Sandbox, startSandbox } from '../sandbox/sandbox.ts'
import type { Checkpoints } from './checkpoints.ts'
import { hearJob } from './hear-job.ts'
import { unanswered } from './job-answer.ts'
import { JobBoard } from './job-board.ts'
import { isolationOf } from './job-isolation.ts'
import { type JobLine, openJobLine } from './job-line.ts'
import { jobProcess, stageOutput } from './job-process.ts'
import { watchJob } from './watch-job.ts'

export type JobRun = {
  spec: EtlSpec
  invocation: Invocation
  options: InvokeOptions
  job: Job
  shape: JobShape
  /** Folder of the unpacked package. */
  code: string
  checkpoints: Checkpoints
  /** Program that runs Python. */
  python: string | undefined
}

/**
 * Runs a job once, in a sandbox of its own, from the first partition that is not done yet. What a failed one finished
 * stays for the next attempt; what a succeeded one made is committed at once. Rejects only when `signal` aborts, or
 * for the platform's own reasons.
 */
export async function runJob(run: JobRun): Promise<InvocationResult> {
  const { spec, invocation, options, code, checkpoints, shape, job } = run
  options.signal.throwIfAborted()
  const board = new JobBoard(shape.partitions, checkpoints.done)
  const prepared = await prepareSandbox(code)
  const closed = prepared.chosen.walls.network.state === 'in_force'
  const egress = closed && spec.egressAllow.length > 0
  const [result, parts] = ['result', 'parts'].map((name) => outputFolder(prepared, name).host) as [string, string]
  const todo = shape.files.flatMap((_, index) => (checkpoints.done.has(index) ? [] : [index]))
  const told = hearJob(run, board, parts)
  const line = await openJobLine(path.join(prepared.folders.sockets, 'job'), told.deal)
  let say = (_line: string) => {}
  const proxy = egress
    ? await openEgressProxy(path.join(prepared.folders.sockets, 'egress'), spec.egressAllow, (destination) =>
        say(`The network profile does not let ${destination} through.`),
      )
    : undefined
  const redactor = openRedactor(Object.values(invocation.secrets))
  const began = performance.now()
  const started = jobProcess(prepared, { ...run, checkpoints: checkpoints.folder, todo, egress })
  const sandbox = startSandbox(prepared, started)
  const log = takeLog([sandbox.stdout, sandbox.stderr], options.onLog, redactor)
  say = told.say = log.say
  announce(log, run, todo)
  try {
    const stopped = await watchJob(sandbox, { spec, shape, signal: options.signal })
    await sandbox.exited
    // What it told last is still on the line.
    await drain(line, sandbox)
    if (stopped === 'aborted') throw options.signal.reason
    const durationMs = performance.now() - began
    options.onPart?.('start of its process', began, began + told.readyMs)
    const { peak } = sandbox.memory()
    const plain = stopped ?? told.failure() ?? (await unanswered(sandbox, told.answer))
    const failure = plain && { ...plain, reason: redactor.text(plain.reason) }
    options.onPart?.(CODE, began + told.readyMs, began + durationMs, failure?.reason)
    if (failure) board.stop(failure)
    const maxMemoryMib = Math.ceil(peak / 1024)
    const metrics = invocation.builtin ? {} : { metrics: board.metrics(told) }
    options.onProgress?.(board.progress())
    if (failure) log.say(failure.reason)
    log.say(`Took ${Math.round(durationMs)} ms; ${maxMemoryMib} of ${shape.memoryMib} MiB.`)
    const measured = {
      coldStart: true,
      initMs: Math.round(told.readyMs),
      durationMs: Math.round(Math.max(0, durationMs - told.readyMs)),
      maxMemoryMib,
      isolation: isolationOf(spec, shape, sandbox),
      logDigest: await log.close(),
      ...metrics,
    }
    if (failure) return { ...measured, ...failure, outcome: 'failed', outputFiles: [], replayed: false }
    if (!invocation.builtin) stageOutput(result, job, shape, checkpoints.folder)
    return await keep(run, result, { ...measured, result: told.answer ?? 'null' })
  } finally {
    await sandbox.end()
    await Promise.all([line.close(), proxy?.close(), log.close()])
  }
}

/** All connections end with the processes that held them. */
const drain = (line: JobLine, sandbox: Sandbox) => sandbox.exited.then(() => line.drained())

function announce(log: LogIntake, { shape, checkpoints }: JobRun, todo: number[]): void {
  const { partitions, workers, threads, memoryMib } = shape
  const split = partitions ? `${sayCount(partitions, 'partition')}, ${workers} at a time; ` : ''
  log.say(`${split}${threads} threads, ${memoryMib} MiB.`)
  if (checkpoints.done.size) {
    log.say(
      `${checkpoints.done.size} partitions were done by an earlier attempt and are skipped; ${todo.length} are left.`,
    )
  }
}

/** Commits the output under the token; its checkpoints are then not needed any more. */
async function keep(
  { spec, invocation, checkpoints }: JobRun,
  result: string,
  effect: Parameters<typeof commitEffect>[3],
): Promise<InvocationResult> {
  try {
    const committed = await commitEffect(spec, invocation.token, result, effect)
    checkpoints.remove()
    return { ...committed.effect, outcome: 'succeeded', replayed: committed.replayed }
  } catch (error) {
    if (!(error instanceof BareCountError)) throw error
    const { result: _refused, ...measured } = effect
    return {
      ...measured,
      outcome: 'failed',
      cause: 'user_error',
      reason: error.message,
      outputFiles: [],
      replayed: false,
    }
  }
}
