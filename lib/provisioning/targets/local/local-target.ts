import crypto from 'node:crypto'
import fs from 'node:fs'
import path from 'node:path'
import canonicalize from 'canonicalize'
import { jsonDigest } from '#lib/digest.ts'
import { homePath } from '#lib/env.ts'
import { BareCountError } from '#lib/errors.ts'
import type { InvocationResult, Plan, PlannedChange, RunnerSpec, Target } from '../../target.ts'
import { openFunctionHost } from './function-host.ts'
import type { InstanceResult } from './function-instance.ts'
import { codeFolder } from './function-store.ts'
import { egressOf, metricFile, provisionLocally } from './local-primitives.ts'
import { commitEffect, committedEffect, forgetEffect } from './run-output.ts'
import { reapSandboxes } from './sandbox/reap-sandboxes.ts'

export type LocalTarget = Target & {
  /** Ends what a dead worker left. Call once, before the first invocation. */
  start(): void
  stop(): Promise<void>
}

/** Runs functions as shut-in processes of this host. */
export function openLocalTarget(): LocalTarget {
  const host = openFunctionHost({ codeFolder })

  const plan = async (spec: RunnerSpec): Promise<Plan> => {
    const before = readApplied(spec.runnerId)
    const resource = `function/${spec.name}`
    const changes: PlannedChange[] = !before
      ? [{ action: 'create', resource, before: null, after: { ...spec } }]
      : driftOf(before, spec).length
        ? [{ action: 'update', resource, ...difference(before, spec) }]
        : []
    return { digest: jsonDigest(changes), changes }
  }

  return {
    kind: 'local',
    start: () => void reapSandboxes(),
    stop: () => host.close(),
    provision: async (request) => provisionLocally(request),
    plan,
    async apply(spec, planned) {
      const present = await plan(spec)
      // After a crash in the middle the change is already made; then there is nothing left to do.
      if (present.changes.length && present.digest !== planned.digest) {
        throw new BareCountError('conflict', 'The runner changed after this plan was made.', { remedy: 'Plan again.' })
      }
      await codeFolder(spec.artifactDigest)
      writeApplied(spec)
      await host.retire(spec.runnerId)
    },
    async observe(spec) {
      const applied = readApplied(spec.runnerId)
      return {
        exists: applied !== undefined,
        ...(applied ? { artifactDigest: applied.artifactDigest } : {}),
        instances: host.instances(spec.runnerId),
        drift: applied ? driftOf(applied, spec) : [],
      }
    },
    async destroy(spec) {
      fs.rmSync(appliedFile(spec.runnerId), { force: true })
      await host.retire(spec.runnerId)
    },
    async invoke(given, invocation, options) {
      const done = committedEffect(given, invocation.token)
      if (done) return { ...done, outcome: 'succeeded', replayed: true }
      const spec = { ...given, egressAllow: egressOf(given.profile, given.egressAllow) }
      const result = await host.invoke(spec, invocation, options, async (one) => keep(spec, invocation.token, one))
      // A synthetic run has shown that its output arrives; nobody wants it.
      if (invocation.builtin) forgetEffect(spec, invocation.token)
      writeMetric(spec, invocation.runId, result)
      return result
    },
  }
}

/** Commits what a successful invocation wrote; a failed one leaves nothing. */
function keep(spec: RunnerSpec, token: string, { output, ...result }: InstanceResult): InvocationResult {
  if (result.outcome === 'failed') return { ...result, outputFiles: [], replayed: false }
  const { outcome, ...effect } = result
  try {
    const committed = commitEffect(spec, token, output, effect)
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

function writeMetric(spec: RunnerSpec, runId: string, result: InvocationResult): void {
  const { outcome, cause, coldStart, initMs, durationMs, maxMemoryMib } = result
  const at = new Date().toISOString()
  const line = { at, runnerId: spec.runnerId, runId, outcome, cause, coldStart, initMs, durationMs, maxMemoryMib }
  fs.mkdirSync(path.dirname(metricFile(spec)), { recursive: true, mode: 0o700 })
  fs.appendFileSync(metricFile(spec), `${JSON.stringify(line)}\n`, { mode: 0o600 })
}

const appliedFile = (runnerId: string) => homePath('runners', `${runnerId}.json`)

function readApplied(runnerId: string): RunnerSpec | undefined {
  const file = appliedFile(runnerId)
  return fs.existsSync(file) ? (JSON.parse(fs.readFileSync(file, 'utf8')) as RunnerSpec) : undefined
}

function writeApplied(spec: RunnerSpec): void {
  const file = appliedFile(spec.runnerId)
  fs.mkdirSync(path.dirname(file), { recursive: true, mode: 0o700 })
  const draft = `${file}.${crypto.randomBytes(4).toString('hex')}`
  fs.writeFileSync(draft, JSON.stringify(spec), { mode: 0o600, flush: true })
  fs.renameSync(draft, file)
}

type Fields = Record<string, unknown>

/** Names of the fields in which two specs differ. */
function driftOf(before: RunnerSpec, after: RunnerSpec): string[] {
  const [old, next] = [before as Fields, after as Fields]
  const names = new Set([...Object.keys(old), ...Object.keys(next)])
  return [...names].filter((name) => canonicalize(old[name]) !== canonicalize(next[name])).sort()
}

/** Only what differs, before and after. */
function difference(before: RunnerSpec, after: RunnerSpec): { before: Fields; after: Fields } {
  const pick = (spec: Fields) => Object.fromEntries(driftOf(before, after).map((name) => [name, spec[name]]))
  return { before: pick(before as Fields), after: pick(after as Fields) }
}
