import fs from 'node:fs'
import path from 'node:path'
import { codeStore } from '../code-store.ts'
import type { Config } from '../config.ts'
import { placeShared } from '../environment.ts'
import type { Attempt, AttemptResult, Executor } from '../executor.ts'
import type { Link } from '../link.ts'
import { nodeRuntimeFiles } from '../version.ts'

/**
 * Runs serverless functions as the worker does: each shut in, behind the Lambda Runtime API, warm instances reused. The
 * zip is fetched by its digest, and unpacked once.
 */
export async function functionsMode(config: Config, link: Link): Promise<Executor> {
  const runtime = path.join(config.home, 'node-runtime')
  fs.mkdirSync(runtime, { recursive: true, mode: 0o755 })
  for (const [name, text] of Object.entries(nodeRuntimeFiles)) fs.writeFileSync(path.join(runtime, name), text)
  // Sandboxes may run under another account, which must be able to walk in.
  fs.chmodSync(config.home, 0o711)
  placeShared({ home: config.home, runtime })
  const { openFunctionHost } = await import('#lib/provisioning/targets/local/function-host.ts')
  const { reapSandboxes } = await import('#lib/provisioning/targets/local/sandbox/reap-sandboxes.ts')
  const host = openFunctionHost({ codeFolder: codeStore(path.join(config.home, 'functions'), link) })
  return {
    async start() {
      reapSandboxes()
    },
    run: (attempt) => carryOut(host, attempt),
    stop: () => host.close(),
  }
}

type Host = ReturnType<typeof import('#lib/provisioning/targets/local/function-host.ts').openFunctionHost>

async function carryOut(host: Host, { run, signal, onLog, onPart, output }: Attempt): Promise<AttemptResult> {
  const { id: runId, token, attempt, input, traceId, spanId, secrets, spec } = run
  if (spec.class !== 'serverless') throw new Error(`This agent runs functions, and ${spec.name} is ${spec.class}.`)
  const invocation = {
    runId,
    token,
    attempt,
    input,
    traceId,
    ...(spanId ? { spanId } : {}),
    secrets,
    ...(run.builtin ? { builtin: run.builtin } : {}),
  }
  return host.invoke(spec, invocation, { signal, onLog, onPart }, async ({ output: written, ...result }) => {
    if (result.outcome === 'succeeded') fs.cpSync(written, output, { recursive: true, verbatimSymlinks: true })
    return result
  })
}
