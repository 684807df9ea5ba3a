import type { ServerlessSpec } from '../../target.ts'
import type { InsidePaths } from './sandbox/layout.ts'
import { EGRESS_PORT, towardsProxy } from './towards-proxy.ts'

/** Share of the memory limit that V8 may fill; the rest is for its own code, stacks and buffers. */
const HEAP_SHARE = 0.8
const RUNTIME_PORT = 9001

/** OpenSSL's file may name libraries to load, as the first two of the loader's do. */
const loosening = /^(NODE_OPTIONS|LD_PRELOAD|LD_AUDIT|OPENSSL_CONF|OPENSSL_ENGINES|OPENSSL_MODULES|GCONV_PATH)$/

/** Variables without those that would loosen the runtime's own walls. Pure. */
export function harmless(variables: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(variables).filter(([name]) => !loosening.test(name)))
}

export type FunctionProcess = { command: string[]; env: Record<string, string> }

export type FunctionProcessOptions = {
  spec: ServerlessSpec
  inside: InsidePaths
  /** Name → value: the runner's variables and its secrets. */
  variables: Record<string, string>
  /** `host:port` when the Runtime API listens on the loopback, a socket in the sandbox otherwise. */
  runtimeAddress: string | undefined
  egress: boolean
  builtin: 'smoke_test' | undefined
}

/**
 * What to start in the sandbox for a function, and with which environment. The names are those of Lambda, so that the
 * same zip finds what it expects. Spec: https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html
 */
export function functionProcess(options: FunctionProcessOptions): FunctionProcess {
  const { spec, inside, builtin } = options
  const node = builtin !== undefined || spec.runtime === 'nodejs'
  const env = {
    ...harmless(options.variables),
    ...platformVariables(options),
    _HANDLER: builtin ? 'smoke-test.handler' : spec.handler,
    LAMBDA_TASK_ROOT: builtin ? inside.runtime : inside.code,
  }
  if (node) return { env, command: [inside.node, ...nodeFlags(spec, inside), `${inside.runtime}/bootstrap.mjs`] }
  const direct = options.runtimeAddress !== undefined
  return { env, command: direct ? [`${inside.code}/bootstrap`] : [inside.node, `${inside.runtime}/provided.mjs`] }
}

/** An agent's host may have a Node in which the permission model still went by its first name. */
const permissionModel = process.allowedNodeEnvironmentFlags.has('--permission')
  ? ['--permission']
  : ['--experimental-permission', '--disable-warning=ExperimentalWarning']

/** Node warns at every start that --allow-worker is given, in the function's own log. */
const withoutWarning = ['--allow-worker', '--disable-warning=PERM0006']

function nodeFlags(spec: ServerlessSpec, inside: InsidePaths): string[] {
  return [
    `--max-old-space-size=${Math.floor(spec.memoryMib * HEAP_SHARE)}`,
    ...permissionModel,
    ...withoutWarning,
    ...[inside.code, inside.runtime, inside.tmp, inside.out].map((folder) => `--allow-fs-read=${folder}`),
    ...[inside.tmp, inside.out].map((folder) => `--allow-fs-write=${folder}`),
  ]
}

function platformVariables({ spec, inside, runtimeAddress, egress }: FunctionProcessOptions): Record<string, string> {
  return {
    PATH: '/usr/local/bin:/usr/bin:/bin',
    HOME: inside.tmp,
    TMPDIR: inside.tmp,
    LANG: 'en_US.UTF-8',
    TZ: 'UTC',
    LAMBDA_RUNTIME_DIR: inside.runtime,
    AWS_LAMBDA_FUNCTION_NAME: spec.name,
    AWS_LAMBDA_FUNCTION_VERSION: spec.artifactDigest.slice('sha256:'.length, 'sha256:'.length + 12),
    AWS_LAMBDA_FUNCTION_MEMORY_SIZE: String(spec.memoryMib),
    AWS_LAMBDA_INITIALIZATION_TYPE: 'on-demand',
    AWS_LAMBDA_LOG_GROUP_NAME: `/barecount/${spec.environment.name}/${spec.name}`,
    AWS_LAMBDA_LOG_STREAM_NAME: spec.runnerId,
    AWS_LAMBDA_RUNTIME_API: runtimeAddress ?? `127.0.0.1:${RUNTIME_PORT}`,
    ...(runtimeAddress ? {} : { BC_RUNTIME_SOCKET: `${inside.sockets}/api` }),
    ...(egress ? egressVariables(inside) : {}),
    BC_ENVIRONMENT: spec.environment.name,
    BC_RUNNER: spec.runnerId,
  }
}

/** How a process in a sandbox learns of the proxy, and its runtime of the socket behind it. */
export function egressVariables(inside: InsidePaths): Record<string, string> {
  return {
    BC_EGRESS_SOCKET: `${inside.sockets}/egress`,
    BC_EGRESS_PORT: String(EGRESS_PORT),
    ...towardsProxy,
  }
}
