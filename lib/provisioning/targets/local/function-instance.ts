import path from 'node:path'
import { openRedactor } from '#lib/telemetry/redact.ts'
import { CODE } from '#lib/telemetry/spans.ts'
import { absent, type IsolationReport, inForce } from '../../isolation.ts'
import type { Invocation, InvocationResult, InvokeOptions, ServerlessSpec } from '../../target.ts'
import { openEgressProxy } from './egress-proxy.ts'
import { functionProcess } from './function-environment.ts'
import { type Ending, failureOf } from './function-failure.ts'
import { invocationEvent } from './invocation-event.ts'
import type { SocketListener } from './listen-on-socket.ts'
import { takeLog } from './log-intake.ts'
import { openRuntimeApi, type RuntimeApi } from './runtime-api.ts'
import { outputFolder, prepareSandbox, type Sandbox, startSandbox } from './sandbox/sandbox.ts'
import { Turns } from './turns.ts'

/** Lambda's own limit for what happens before the first event. */
const INIT_LIMIT_MS = 10_000
const MEMORY_POLL_MS = 50
/** How long a runtime may take to come back for more work before its instance is given up. */
const SETTLE_MS = 2000

export type InstanceOptions = {
  spec: ServerlessSpec
  /** Folder of the unpacked artifact. */
  code: string
  variables: Record<string, string>
  builtin?: 'smoke_test' | undefined
  initLimitMs?: number
}

/** How one invocation went on this instance, with the folder that holds what it wrote, if that is still there. */
export type InstanceResult = Omit<InvocationResult, 'outputFiles' | 'replayed'> & { output: string }

/** One process of a function. Takes one invocation at a time. */
export type FunctionInstance = {
  invoke(invocation: Invocation, options: InvokeOptions): Promise<InstanceResult>
  /** After an invocation, and after its output was taken over: true once it waits for the next, false when it ended or does not come back. */
  settled(): Promise<boolean>
  /** Called once, when the process has ended for whatever reason. */
  onEnd(listener: () => void): void
  end(): Promise<void>
}

/** Starts a function's process, shut in. It loads its handler while the first invocation waits. */
export async function startInstance(options: InstanceOptions): Promise<FunctionInstance> {
  const { spec, code } = options
  const prepared = await prepareSandbox(code)
  const closedNetwork = prepared.chosen.walls.network.state === 'in_force'
  const node = options.builtin !== undefined || spec.runtime === 'nodejs'
  const turns = new Turns()
  const socket = path.join(prepared.folders.sockets, 'api')
  const api = await openRuntimeApi(closedNetwork || node ? socket : 0, {
    onNext: () => turns.next(),
    onResponse: (_id, body) => turns.finish({ kind: 'response', body }),
    onError: (_id, failure) => turns.finish({ kind: 'error', failure }),
    onInitError: (failure) => turns.finish({ kind: 'init_error', failure }),
  })
  const egress = closedNetwork && spec.egressAllow.length > 0
  const proxy = egress
    ? await openEgressProxy(path.join(prepared.folders.sockets, 'egress'), spec.egressAllow, (destination) =>
        turns.notice(`The network profile does not let ${destination} through.`),
      )
    : undefined
  const { command, env } = functionProcess({
    spec,
    inside: prepared.inside,
    variables: options.variables,
    runtimeAddress: closedNetwork || node ? undefined : api.address,
    egress,
    builtin: options.builtin,
  })
  const started = performance.now()
  const sandbox = startSandbox(prepared, { code, command, env })
  void sandbox.exited.then((exit) => turns.finish({ kind: 'exit', exit }))
  return manage({ options, turns, api, proxy, sandbox, started, isolation: reportOf(options, sandbox, node) })
}

type Parts = {
  options: InstanceOptions
  turns: Turns
  api: RuntimeApi
  proxy: SocketListener | undefined
  sandbox: Sandbox
  started: number
  isolation: IsolationReport
}

function manage({ options, turns, api, proxy, sandbox, started, isolation }: Parts): FunctionInstance {
  const { spec } = options
  let cold = true
  const end = async () => {
    await sandbox.end()
    await Promise.all([api.close(), proxy?.close()])
  }
  // While somebody still takes over what an invocation wrote, its folders stay: a function may exit with its answer.
  let inUse = false
  void sandbox.exited.then(() => (inUse ? undefined : end()))

  const invoke = async (invocation: Invocation, { signal, onLog, onPart }: InvokeOptions): Promise<InstanceResult> => {
    signal.throwIfAborted()
    inUse = true
    const coldStart = cold
    cold = false
    const redactor = openRedactor(Object.values(invocation.secrets))
    const log = takeLog([sandbox.stdout, sandbox.stderr], onLog, redactor)
    turns.notice = log.say
    const watch = watchLimits(spec, sandbox, turns)
    const abort = () => turns.finish({ kind: 'aborted' })
    signal.addEventListener('abort', abort)
    const output = outputFolder(sandbox, `${invocation.runId}-${invocation.attempt}`)
    let initMs = 0
    let durationMs = 0
    try {
      let ending: Ending | undefined
      if (coldStart) {
        ending = await turns.ready(options.initLimitMs ?? INIT_LIMIT_MS)
        initMs = performance.now() - started
        onPart?.('start of its process', started, started + initMs)
        sandbox.memory('look') // by now its processes are there
        log.say(`Cold start took ${Math.round(initMs)} ms.`)
      }
      const initialised = !ending
      if (!ending) {
        const given = performance.now()
        ending = await turns.turn(spec.timeoutMs, () => api.give(invocationEvent(spec, invocation, output.inside)))
        durationMs = performance.now() - given
        const failed = ending.kind === 'response' ? undefined : ending.kind
        onPart?.(CODE, given, given + durationMs, failed)
      }
      api.withdraw()
      const { peak } = sandbox.memory()
      const fatal = ending.kind !== 'response' && ending.kind !== 'error'
      if (fatal) await sandbox.end()
      if (ending.kind === 'aborted') throw signal.reason
      const failure = failureOf(ending, spec, { initialised, heapFull: log.saw(/heap out of memory/) })
      const maxMemoryMib = Math.ceil(peak / 1024)
      if (failure) log.say(failure.reason)
      log.say(`Took ${Math.round(durationMs)} ms; ${maxMemoryMib} of ${spec.memoryMib} MiB.`)
      return {
        ...(failure
          ? { outcome: 'failed' as const, ...failure, reason: redactor.text(failure.reason) }
          : { outcome: 'succeeded' as const, ...answerOf(ending) }),
        coldStart,
        initMs: Math.round(initMs),
        durationMs: Math.round(durationMs),
        maxMemoryMib,
        isolation,
        logDigest: await log.close(),
        output: output.host,
      }
    } finally {
      watch.stop()
      turns.notice = () => undefined
      signal.removeEventListener('abort', abort)
      await log.close()
    }
  }

  return {
    invoke,
    settled() {
      inUse = false
      return turns.settled(SETTLE_MS)
    },
    onEnd: (listener) => void sandbox.exited.then(listener),
    end,
  }
}

const answerOf = (ending: Ending) => (ending.kind === 'response' ? { result: ending.body } : {})

/** Looks at the memory while an invocation runs. */
function watchLimits(spec: ServerlessSpec, sandbox: Sandbox, turns: Turns): { stop(): void } {
  const timer = setInterval(() => {
    if (sandbox.memory('look').peak > spec.memoryMib * 1024) turns.finish({ kind: 'memory' })
  }, MEMORY_POLL_MS)
  return { stop: () => clearInterval(timer) }
}

function reportOf(options: InstanceOptions, sandbox: Sandbox, node: boolean): IsolationReport {
  const { walls } = sandbox.chosen
  const { spec } = options
  const network =
    walls.network.state === 'absent'
      ? walls.network
      : inForce(spec.egressAllow.length ? `only ${spec.egressAllow.join(', ')}, by a proxy` : 'no way out')
  return {
    ...walls,
    network,
    node_permissions: node
      ? inForce('reads its code, writes its scratch and output; no child processes, no addons')
      : absent('a provided runtime is not Node'),
    memory_limit:
      sandbox.memory().now > 0
        ? inForce(`${spec.memoryMib} MiB, looked at every ${MEMORY_POLL_MS} ms`)
        : absent('memory of processes cannot be read on this host'),
    time_limit: inForce(`${spec.timeoutMs / 1000} s, then the process is ended`),
  }
}
