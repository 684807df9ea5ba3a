import { BareCountError } from '#lib/errors.ts'
import type { InvocationResult, ServerlessSpec } from '../../target.ts'
import type { ClassHost } from './class-host.ts'
import { openFunctionHost } from './function-host.ts'
import type { InstanceResult } from './function-instance.ts'
import { codeFolder } from './function-store.ts'
import { commitEffect } from './run-output.ts'
import { reapSandboxes } from './sandbox/reap-sandboxes.ts'

/** Runs functions as shut-in processes of this host. */
export function openServerlessHost(): ClassHost<ServerlessSpec> {
  const host = openFunctionHost({ codeFolder })
  return {
    resource: 'function',
    support: async () => ({ available: true, detail: 'As shut-in processes of this host.' }),
    start: () => void reapSandboxes(),
    stop: () => host.close(),
    async prepare(spec) {
      await codeFolder(spec.artifactDigest)
    },
    invoke: (spec, invocation, options) =>
      host.invoke(spec, invocation, options, async (one) => {
        const from = performance.now()
        const kept = await keep(spec, invocation.token, one)
        options.onPart?.('commit of its output', from, performance.now())
        return kept
      }),
    instances: (runnerId) => host.instances(runnerId),
    retire: (runnerId) => host.retire(runnerId),
  }
}

/** Commits what a successful invocation wrote; a failed one leaves nothing. */
async function keep(
  spec: ServerlessSpec,
  token: string,
  { output, ...result }: InstanceResult,
): Promise<InvocationResult> {
  if (result.outcome === 'failed') return { ...result, outputFiles: [], replayed: false }
  const { outcome, ...effect } = result
  try {
    const committed = await commitEffect(spec, token, output, effect)
    return { ...committed.effect, outcome, replayed: committed.replayed }
  } catch (error) {
    if (!(error instanceof BareCountError)) throw error
    return {
      ...effect,
      outcome: 'failed',
      cause: 'user_error',
      reason: error.message,
      outputFiles: [],
      replayed: false,
    }
  }
}
