import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import type { Invocation, ServerlessSpec } from '../../../target.ts'

/** A folder with the files of a function, readable by the account a sandbox runs as. */
export function writeFunction(files: Record<string, string>): string {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'barecount-function-'))
  fs.chmodSync(folder, 0o755)
  for (const [name, text] of Object.entries(files)) {
    fs.mkdirSync(path.dirname(path.join(folder, name)), { recursive: true })
    fs.writeFileSync(path.join(folder, name), text, { mode: name === 'bootstrap' ? 0o755 : 0o644 })
  }
  return folder
}

/** A runner of 256 MiB and 10 s, with what a test wants otherwise. */
export function specOf(changes: Partial<ServerlessSpec> = {}): ServerlessSpec {
  return {
    tenantId: 'ten_test',
    runnerId: 'run_test',
    name: 'orders',
    environment: { id: 'env_dev', name: 'dev' },
    class: 'serverless',
    size: 'small',
    artifactDigest: `sha256:${'a'.repeat(64)}`,
    runtime: 'nodejs',
    handler: 'index.handler',
    memoryMib: 256,
    vcpuMilli: 250,
    timeoutMs: 10_000,
    concurrency: 2,
    env: {},
    secrets: {},
    profile: 'public_vpc_egress',
    egressAllow: [],
    ...changes,
  }
}

let runs = 0

/** An invocation with a run id and token of its own. */
export function invocationOf(input: unknown, changes: Partial<Invocation> = {}): Invocation {
  runs++
  return {
    runId: `job_${runs}`,
    token: `token-${runs}`,
    attempt: 1,
    input: JSON.stringify(input),
    traceId: '0123456789abcdef0123456789abcdef',
    secrets: {},
    ...changes,
  }
}
