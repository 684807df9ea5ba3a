import { invocationEvent } from '#lib/provisioning/targets/local/invocation-event.ts'
import { type LogMeter, openLogMeter } from '#lib/provisioning/targets/local/log-intake.ts'
import { openRuntimeApi, type RuntimeApi, type RuntimeFailure } from '#lib/provisioning/targets/local/runtime-api.ts'
import { openRedactor } from '#lib/telemetry/redact.ts'
import { CODE } from '#lib/telemetry/spans.ts'
import type { Config } from '../config.ts'
import { type Attempt, type AttemptResult, type Executor, GiveBack } from '../executor.ts'
import { wallsOf } from '../isolation.ts'
import { smokeTest } from '../smoke-test.ts'
import { type Supervised, supervise } from './supervise.ts'

type Ending = { response: string } | { failure: RuntimeFailure } | { exit: string } | { giveBack: string }
type InFlight = { log: LogMeter; end(ending: Ending): void }

/**
 * Starts a process and serves it the Lambda Runtime API: it asks for as many events at a time as the agent's capacity.
 * Ready once it has asked. It is started again when it ends, and when its secrets have changed.
 */
export function runtimeApiMode(config: Config, secrets: () => Promise<Record<string, string>>): Executor {
  const inFlight = new Map<string, InFlight>()
  let api: RuntimeApi
  let supervised: Supervised

  const all = (ending: Ending) => {
    api.withdraw()
    for (const one of inFlight.values()) one.end(ending)
  }
  const onLine = (line: string) => {
    const named = [...inFlight].find(([id]) => line.includes(id))
    // A line that names no run may be about any of those under way.
    for (const one of named ? [named[1]] : inFlight.values()) one.log.add(line)
  }

  /** Others are not cut off by a change of secrets. */
  const waitsForIdle: (() => void)[] = []
  const idle = () => (inFlight.size ? new Promise<void>((resolve) => waitsForIdle.push(resolve)) : undefined)

  const run = async (attempt: Attempt): Promise<AttemptResult> => {
    const { run: leased, signal } = attempt
    const { spec } = leased
    const walls = wallsOf(spec, config.isolation, 'not watched')
    if (leased.builtin) return smokeTest(attempt, walls)
    if (!supervised.has(leased.secrets)) await idle()
    if (await supervised.renew(leased.secrets))
      attempt.onLog('Its secrets have changed: the process was started anew.', 'platform')
    signal.throwIfAborted()
    const id = `${leased.id}-${leased.attempt}`
    const redactor = openRedactor(Object.values(leased.secrets))
    const log = openLogMeter(attempt.onLog, redactor)
    const coldStart = supervised.takeCold()
    const started = performance.now()
    const ending = await new Promise<Ending | 'timeout'>((resolve) => {
      const timer = setTimeout(() => resolve('timeout'), spec.timeoutMs)
      const end = (how: Ending | 'timeout') => {
        clearTimeout(timer)
        resolve(how)
      }
      inFlight.set(id, { log, end })
      signal.addEventListener('abort', () => end({ exit: 'It was cancelled.' }), { once: true })
      api.give(
        invocationEvent(
          spec,
          {
            runId: leased.id,
            token: leased.token,
            attempt: leased.attempt,
            traceId: leased.traceId,
            spanId: leased.spanId,
            input: leased.input,
          },
          attempt.output,
        ),
      )
    })
    const durationMs = Math.round(performance.now() - started)
    attempt.onPart?.(CODE, started, started + durationMs)
    inFlight.delete(id)
    if (inFlight.size === 0) for (const go of waitsForIdle.splice(0)) go()
    if (ending === 'timeout' || signal.aborted) {
      // One run cannot be ended alone; the others were none of its doing.
      all({ giveBack: 'another run in the same process had to be ended' })
      supervised.restart()
    }
    signal.throwIfAborted()
    if (ending !== 'timeout' && 'giveBack' in ending) throw new GiveBack(ending.giveBack)
    const said = resultOf(ending, spec.timeoutMs)
    if (said.reason) log.say(said.reason)
    log.say(`Took ${durationMs} ms.`)
    const peak = supervised.peakMib()
    return {
      ...said,
      ...(said.reason ? { reason: redactor.text(said.reason) } : {}),
      coldStart,
      initMs: coldStart ? supervised.initMs() : 0,
      durationMs,
      maxMemoryMib: peak,
      isolation: walls,
      logDigest: log.digest(),
    }
  }

  return {
    run,
    async start(signal) {
      api = await openRuntimeApi(
        config.runtimePort,
        {
          onNext: () => supervised.asked(),
          onResponse: (id, response) => inFlight.get(id)?.end({ response }),
          onError: (id, failure) => inFlight.get(id)?.end({ failure }),
          onInitError: (failure) => supervised.failed(said(failure)),
        },
        { atOnce: config.capacity },
      )
      supervised = supervise(config, { onLine, onExit: (exit) => all({ exit }) })
      await supervised.start(await secrets(), signal)
    },
    async stop() {
      await supervised?.stop()
      await api?.close()
    },
  }
}

const said = (failure: RuntimeFailure) => `${failure.errorType}: ${failure.errorMessage}`

function resultOf(
  ending: Ending | 'timeout',
  timeoutMs: number,
): Pick<AttemptResult, 'outcome' | 'cause' | 'reason' | 'result'> {
  if (ending === 'timeout') {
    const reason = `The run did not end within ${timeoutMs / 1000} s and was ended.`
    return { outcome: 'failed', cause: 'timeout', reason }
  }
  if ('response' in ending) return { outcome: 'succeeded', result: ending.response }
  if ('failure' in ending) return { outcome: 'failed', cause: 'user_error', reason: said(ending.failure) }
  return { outcome: 'failed', cause: 'exited', reason: 'exit' in ending ? ending.exit : ending.giveBack }
}
