import path from 'node:path'
import { sayCount } from '#lib/artifacts/words.ts'
import { BareCountError } from '#lib/errors.ts'
import { explainFailure, type JobFailure } from '#lib/etl/job-failure.ts'
import type { Job } from '#lib/etl/job-package.ts'
import type { JobShape } from '#lib/etl/plan-job.ts'
import { holdsUnstorable } from '#lib/runs/storable-json.ts'
import type { EtlSpec, Invocation, InvocationResult, InvokeOptions } from '../../../target.ts'
import { openEgressProxy } from '../egress-proxy.ts'
import { type LogIntake, takeLog } from '../log-intake.ts'
import { commitEffect } from '../run-output.ts'
import { outputFolder, prepareSandbox, type Sandbox, startSandbox } from '../sandbox/sandbox.ts'
import type { Checkpoints } from './checkpoints.ts'
import { JobBoard } from './job-board.ts'
import { isolationOf } from './job-isolation.ts'
import { type JobLine, type JobMessage, openJobLine } from './job-line.ts'
import { jobProcess, stageOutput } from './job-process.ts'

const MEMORY_POLL_MS = 100

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
  const told = listenTo(run, board, parts)
  const line = await openJobLine(path.join(prepared.folders.sockets, 'job'), told.deal)
  let say = (_line: string) => {}
  const proxy = egress
    ? await openEgressProxy(path.join(prepared.folders.sockets, 'egress'), spec.egressAllow, (destination) =>
        say(`The network profile does not let ${destination} through.`),
      )
    : undefined
  const began = performance.now()
  const started = jobProcess(prepared, { ...run, checkpoints: checkpoints.folder, todo, egress })
  const sandbox = startSandbox(prepared, started)
  const log = takeLog([sandbox.stdout, sandbox.stderr], options.onLog)
  say = told.say = log.say
  announce(log, run, todo)
  try {
    const stopped = await watch(sandbox, run)
    await sandbox.exited
    // What it told last is still on the line.
    await drain(line, sandbox)
    if (stopped === 'aborted') throw options.signal.reason
    const durationMs = performance.now() - began
    const { peak } = sandbox.memory()
    const failure = stopped ?? told.failure() ?? (await unanswered(sandbox, told.answer))
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
    return keep(run, result, { ...measured, result: told.answer ?? 'null' })
  } finally {
    await sandbox.end()
    await Promise.all([line.close(), proxy?.close(), log.close()])
  }
}

/** Keeps what the runtime tells: on the board, in the checkpoints, in the log. */
function listenTo({ job, checkpoints, options }: JobRun, board: JobBoard, parts: string) {
  const began = performance.now()
  let failed: JobFailure | undefined
  const state = {
    readyMs: 0,
    spilledBytes: 0,
    processorMs: undefined as number | undefined,
    answer: undefined as string | undefined,
    say: (_line: string) => {},
    failure: () => failed ?? board.failure(),
    async deal(message: JobMessage): Promise<void> {
      switch (message.kind) {
        case 'ready':
          state.readyMs = performance.now() - began
          return
        case 'spilled':
          state.spilledBytes = Math.max(state.spilledBytes, message.bytes)
          return
        case 'worked':
          state.processorMs = message.processorMs
          return
        case 'answer':
          state.answer = message.answer
          return
        case 'failed':
          failed = explainFailure({ message: message.failure.message, line: message.failure.line ?? undefined }, job)
          return
        case 'running':
          board.set(message.part, { state: 'running' })
          break
        case 'done':
          await takeOver(message)
          break
        case 'part_failed': {
          const { message: text, line } = message.failure
          fail(message.part, explainFailure({ message: text, line: line ?? undefined }, job))
        }
      }
      options.onProgress?.(board.progress())
    },
  }
  const fail = (part: string, failure: JobFailure) => {
    board.set(part, { state: 'failed', failure })
    const what = /^\d+$/.test(part) ? `Partition ${part}` : `@${part}`
    state.say(`${what} failed: ${failure.reason}`)
  }
  const takeOver = async ({ part, rows, ms }: Extract<JobMessage, { kind: 'done' }>) => {
    const index = board.openPartition(part)
    try {
      if (index !== undefined) {
        const name = checkpointName(index)
        await checkpoints.keep(index, path.join(parts, name), { rows, ms })
      }
      board.set(part, { state: 'done', rows, ms })
    } catch (error) {
      fail(part, explainFailure({ message: error instanceof Error ? error.message : String(error) }, job))
    }
  }
  const checkpointName = (index: number) => checkpoints.files[index] as string
  return state
}

/** Waits for the process to end, and ends it at its limits. Undefined when it ended by itself. */
async function watch(sandbox: Sandbox, { spec, shape, options }: JobRun): Promise<JobFailure | 'aborted' | undefined> {
  const { promise, resolve } = Promise.withResolvers<JobFailure | 'aborted' | undefined>()
  const time = setTimeout(() => {
    const reason = `The job did not finish within ${spec.timeoutMs / 1000} s and was ended. Finished partitions are kept.`
    resolve({ cause: 'timeout', reason })
  }, spec.timeoutMs)
  const memory = setInterval(() => {
    if (sandbox.memory('look').peak <= shape.memoryMib * 1024) return
    const reason = `The job used more than its ${shape.memoryMib} MiB and was ended. Split the work into more partitions, or choose a larger size.`
    resolve({ cause: 'out_of_memory', reason })
  }, MEMORY_POLL_MS)
  const abort = () => resolve('aborted')
  options.signal.addEventListener('abort', abort)
  if (options.signal.aborted) abort()
  void sandbox.exited.then(() => resolve(undefined))
  try {
    const stopped = await promise
    if (stopped) sandbox.kill()
    return stopped
  } finally {
    clearTimeout(time)
    clearInterval(memory)
    options.signal.removeEventListener('abort', abort)
  }
}

/** All connections end with the processes that held them. */
const drain = (line: JobLine, sandbox: Sandbox) => sandbox.exited.then(() => line.drained())

/** Why there is no answer, when nobody said; undefined when there is one that can be kept. */
async function unanswered(sandbox: Sandbox, answer: string | undefined): Promise<JobFailure | undefined> {
  if (answer !== undefined) return answerFault(answer)
  const { code, signal } = await sandbox.exited
  const how = signal ? `by signal ${signal}` : `with code ${code}`
  return { cause: 'exited', reason: `The process of the job ended ${how} before it was done.` }
}

function answerFault(answer: string): JobFailure | undefined {
  try {
    if (!holdsUnstorable(JSON.stringify(JSON.parse(answer)))) return undefined
    return {
      cause: 'user_error',
      reason: 'The job answered with a character that can not be stored (NUL or half a surrogate pair).',
    }
  } catch {
    return { cause: 'user_error', reason: 'The job answered with something that is not JSON.' }
  }
}

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
function keep(
  { spec, invocation, checkpoints }: JobRun,
  result: string,
  effect: Parameters<typeof commitEffect>[3],
): InvocationResult {
  try {
    const committed = commitEffect(spec, invocation.token, result, effect)
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
