import { type ChildProcess, spawn } from 'node:child_process'
import { lineReader, openLogMeter, quiet } from '#lib/provisioning/targets/local/log-intake.ts'
import { killTree, memoryOf, treeOf } from '#lib/provisioning/targets/local/sandbox/process-tree.ts'
import { openRedactor } from '#lib/telemetry/redact.ts'
import { CODE } from '#lib/telemetry/spans.ts'
import type { Config } from '../config.ts'
import { childEnvironment } from '../environment.ts'
import type { Attempt, AttemptResult, Executor } from '../executor.ts'
import { wallsOf } from '../isolation.ts'
import { ProcessNotes } from '../process-notes.ts'
import { smokeTest } from '../smoke-test.ts'
import { variablesOf } from '../variables.ts'

const MEMORY_POLL_MS = 100
/** As of Lambda. */
const MAX_RESULT_BYTES = 6 * 1024 * 1024

type Failure = Pick<AttemptResult, 'cause' | 'reason'>

/**
 * Runs a command once for each run: the input as JSON on its stdin, the result as its last line of JSON, everything
 * else it says is the log. An exit other than 0 is a failure.
 */
export function execMode(config: Config): Executor {
  const notes = new ProcessNotes(config.home)
  return {
    start: async () => notes.endLeftOver(),
    run: async (attempt) =>
      attempt.run.builtin
        ? smokeTest(attempt, wallsOf(attempt.run.spec, config.isolation, 'watched'))
        : carryOut(config, notes, attempt),
    stop: async () => undefined,
  }
}

async function carryOut(config: Config, notes: ProcessNotes, attempt: Attempt): Promise<AttemptResult> {
  const { run, signal } = attempt
  signal.throwIfAborted()
  const [program = '', ...args] = config.command
  const env = childEnvironment(variablesOf(attempt), { egress: config.egressSocket !== undefined })
  const started = performance.now()
  const child = spawn(program, args, { env, stdio: ['pipe', 'pipe', 'pipe'], detached: true })
  const redactor = openRedactor(Object.values(run.secrets))
  const log = openLogMeter(attempt.onLog, redactor)
  const masked = redactor.stream()
  // The last line is the result, which is the caller's own; only what turns out to be log is masked.
  const answer = lastLine((line) => log.add(masked(line)))
  const readers = [
    lineReader(child.stdout, answer.line, { longest: MAX_RESULT_BYTES }),
    lineReader(child.stderr, log.add, { redactor }),
  ]
  child.stdin.on('error', () => undefined) // it need not read what it was given
  child.stdin.end(run.input)
  const watch = watchLimits(child, attempt)
  try {
    if (child.pid) notes.note(child.pid)
    const exit = await endOf(child)
    const durationMs = Math.round(performance.now() - started)
    attempt.onPart?.(CODE, started, started + durationMs, exit.code === 0 ? undefined : 'ended badly')
    watch.stop()
    // What the command left behind belongs to the run and ends with it.
    if (child.pid) killTree(child.pid)
    await quiet(readers)
    for (const reader of readers) reader.detach()
    const result = answer.take()
    signal.throwIfAborted()
    const failure = watch.failure ?? failureOf(exit, program)
    if (failure) log.say(failure.reason ?? 'It failed.')
    const maxMemoryMib = Math.ceil(watch.peak / 1024)
    log.say(`Took ${durationMs} ms; ${maxMemoryMib} of ${run.spec.memoryMib} MiB.`)
    return {
      ...(failure ? { outcome: 'failed', ...failure } : { outcome: 'succeeded', result }),
      ...{ coldStart: true, initMs: 0, durationMs, maxMemoryMib },
      isolation: wallsOf(run.spec, config.isolation, 'watched'),
      logDigest: log.digest(),
    }
  } finally {
    watch.stop()
    if (child.pid) killTree(child.pid)
    if (child.pid) notes.forget(child.pid)
  }
}

type Exit = { code: number | null; signal: NodeJS.Signals | null; error?: Error }

function endOf(child: ChildProcess): Promise<Exit> {
  return new Promise((resolve) => {
    child.once('error', (error) => resolve({ code: null, signal: null, error }))
    child.once('exit', (code, signal) => resolve({ code, signal }))
  })
}

function failureOf({ code, signal, error }: Exit, program: string): Failure | undefined {
  if (error) return { cause: 'init_error', reason: `${program} could not be started: ${error.message}` }
  if (signal) return { cause: 'exited', reason: `The command was ended by signal ${signal}.` }
  return code === 0 ? undefined : { cause: 'user_error', reason: `The command ended with code ${code}.` }
}

type Watch = { failure: Failure | undefined; peak: number; stop(): void }

/** Ends the command when it takes too long or too much memory, or when nobody wants it any more. */
function watchLimits(child: ChildProcess, { run, signal }: Attempt): Watch {
  const watch: Watch = { failure: undefined, peak: 0, stop: () => undefined }
  const end = (failure?: Failure) => {
    watch.failure ??= failure
    if (child.pid) killTree(child.pid)
  }
  const { timeoutMs, memoryMib } = run.spec
  const reason = `The run did not end within ${timeoutMs / 1000} s and was ended.`
  const timer = setTimeout(() => end({ cause: 'timeout', reason }), timeoutMs)
  const look = setInterval(() => {
    if (child.pid && child.exitCode === null) watch.peak = Math.max(watch.peak, memoryOf(treeOf(child.pid)).now)
    if (watch.peak <= memoryMib * 1024) return
    end({ cause: 'out_of_memory', reason: `The run used more than its ${memoryMib} MiB and was ended.` })
  }, MEMORY_POLL_MS)
  const abort = () => end()
  signal.addEventListener('abort', abort)
  watch.stop = () => {
    clearTimeout(timer)
    clearInterval(look)
    signal.removeEventListener('abort', abort)
  }
  return watch
}

/** Holds the newest line of JSON back: the last line of all is the result when it is JSON; every other line is log. */
function lastLine(log: (line: string) => void) {
  let held: { text: string; result: string } | undefined
  return {
    line(text: string) {
      if (text.trim() === '') return
      if (held) log(held.text)
      const result = asJson(text)
      held = result === undefined ? undefined : { text, result }
      if (!held) log(text)
    },
    take: () => held?.result ?? 'null',
  }
}

function asJson(text: string): string | undefined {
  try {
    return JSON.stringify(JSON.parse(text))
  } catch {
    return undefined
  }
}
