import { type ChildProcess, spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { lineReader } from '#lib/provisioning/targets/local/log-intake.ts'
import { killTree, memoryOf, treeOf } from '#lib/provisioning/targets/local/sandbox/process-tree.ts'
import { openRedactor } from '#lib/telemetry/redact.ts'
import type { Config } from '../config.ts'
import { deferred } from '../deferred.ts'
import { childEnvironment } from '../environment.ts'
import { say } from '../say.ts'

const FIRST_PAUSE_MS = 200
const LONGEST_PAUSE_MS = 10_000
const GRACE_MS = 5000

export type Supervised = {
  /** Starts the process; resolves when it has asked for work. Throws when it ends before that, too often or too late. */
  start(secrets: Record<string, string>, signal: AbortSignal): Promise<void>
  /** Whether these are the secrets it has. */
  has(secrets: Record<string, string>): boolean
  /** Starts it anew when these are not the secrets it has; says whether it did. */
  renew(secrets: Record<string, string>): Promise<boolean>
  restart(): void
  stop(): Promise<void>
  /** It has asked for work. */
  asked(): void
  /** It has said that it cannot start. */
  failed(reason: string): void
  /** Whether nothing has run in this process yet; asked once. */
  takeCold(): boolean
  initMs(): number
  peakMib(): number
}

type Events = { onLine(line: string): void; onExit(why: string): void }

/** Keeps one process running: started again after a pause that grows while it keeps ending before it asks for work. */
export function supervise(config: Config, { onLine, onExit }: Events): Supervised {
  let child: ChildProcess | undefined
  let secrets: Record<string, string> = {}
  let stopping = false
  let pauseMs = FIRST_PAUSE_MS
  let startedAt = 0
  let initMs = 0
  let cold = true
  let lastWords = ''
  let ready = deferred()

  const begin = () => {
    if (stopping) return
    const [program = '', ...args] = config.command
    const env = childEnvironment(
      { ...secrets, AWS_LAMBDA_RUNTIME_API: `127.0.0.1:${config.runtimePort}` },
      { egress: config.egressSocket !== undefined },
    )
    startedAt = performance.now()
    cold = true
    const started = spawn(program, args, { env, stdio: ['ignore', 'pipe', 'pipe'], detached: true })
    child = started
    const take = (line: string) => {
      lastWords = line.slice(0, 500) || lastWords
      onLine(line)
    }
    const redactor = openRedactor(Object.values(secrets))
    lineReader(started.stdout, take, { redactor })
    lineReader(started.stderr, take, { redactor })
    started.once('error', (error) => ended(started, `could not be started: ${error.message}`))
    started.once('exit', (code, signal) =>
      ended(started, signal ? `ended by signal ${signal}` : `ended with code ${code}`),
    )
  }
  const ended = (which: ChildProcess, how: string) => {
    if (child !== which) return
    if (which.pid) killTree(which.pid)
    child = undefined
    if (stopping) return
    onExit(`The process ${how} before it answered.`)
    say(`the process ${how}${lastWords ? `; it said: ${lastWords}` : ''}; starting it again in ${pauseMs} ms`)
    setTimeout(begin, pauseMs)
    pauseMs = Math.min(pauseMs * 2, LONGEST_PAUSE_MS)
  }
  const end = async () => {
    const present = child
    child = undefined
    if (!present?.pid || present.exitCode !== null) return
    const gone = new Promise((resolve) => present.once('exit', resolve))
    process.kill(present.pid, 'SIGTERM')
    const timer = setTimeout(() => present.pid && killTree(present.pid), GRACE_MS)
    await gone
    clearTimeout(timer)
    killTree(present.pid)
  }
  const again = async () => {
    await end()
    ready = deferred()
    begin()
    await ready.promise
  }

  return {
    async start(given, signal) {
      secrets = given
      const late = setTimeout(() => ready.reject(new Error(notReady(config.readyMs, lastWords))), config.readyMs)
      signal.addEventListener('abort', () => ready.reject(signal.reason), { once: true })
      begin()
      try {
        await ready.promise
      } finally {
        clearTimeout(late)
      }
    },
    has: (given) => fingerprint(given) === fingerprint(secrets),
    async renew(given) {
      if (fingerprint(given) === fingerprint(secrets)) return false
      secrets = given
      await again()
      return true
    },
    restart() {
      // What comes of it is seen when the process asks for work, or does not.
      void again().catch(() => undefined)
    },
    async stop() {
      stopping = true
      await end()
    },
    asked() {
      pauseMs = FIRST_PAUSE_MS
      if (cold && initMs === 0) initMs = Math.round(performance.now() - startedAt)
      ready.resolve()
    },
    failed: (reason) => ready.reject(new Error(reason)),
    takeCold() {
      const was = cold
      cold = false
      return was
    },
    initMs: () => initMs,
    peakMib: () => (child?.pid ? Math.ceil(memoryOf(treeOf(child.pid)).peak / 1024) : 0),
  }
}

const fingerprint = (secrets: Record<string, string>) =>
  createHash('sha256')
    .update(JSON.stringify(Object.entries(secrets).sort()))
    .digest('hex')

const notReady = (ms: number, words: string) =>
  `The process did not ask for work within ${ms / 1000} s.${words ? ` The last it said: ${words}` : ''}`
