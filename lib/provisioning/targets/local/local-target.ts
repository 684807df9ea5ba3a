import crypto from 'node:crypto'
import fs from 'node:fs'
import path from 'node:path'
import canonicalize from 'canonicalize'
import { jsonDigest } from '#lib/digest.ts'
import { homePath } from '#lib/env.ts'
import { BareCountError } from '#lib/errors.ts'
import type { SupportByClass } from '../../class-support.ts'
import type { Plan, PlannedChange, RunnerSpec, Target } from '../../target.ts'
import type { ClassHost } from './class-host.ts'
import { openHosts } from './hosts.ts'
import { egressOf, provisionLocally } from './local-primitives.ts'
import { openOnPremiseHost } from './on-premise-host.ts'
import { committedEffect, forgetEffect } from './run-output.ts'
import { writeMetric } from './write-metric.ts'

export type LocalTarget = Target & {
  /** Ends or takes over what a dead worker left, as the worker with this id. Call once, before the first invocation. */
  start(executorId: string): void
  stop(): Promise<void>
  /** Which classes this host can run. */
  support(): Promise<SupportByClass>
}

/** Runs every class on this host, each in its own way. */
export function openLocalTarget(): LocalTarget {
  const hosts = openHosts()
  const onPremise = openOnPremiseHost()
  const hostOf = (spec: RunnerSpec) =>
    spec.profile === 'on_premise_agent' ? onPremise : (hosts[spec.class] as ClassHost)
  const retire = (runnerId: string) => Promise.all(Object.values(hosts).map((host) => host.retire(runnerId)))

  const plan = async (spec: RunnerSpec): Promise<Plan> => {
    const before = readApplied(spec.runnerId)
    const resource = `${hostOf(spec).resource}/${spec.name}`
    const changes: PlannedChange[] = !before
      ? [{ action: 'create', resource, before: null, after: { ...spec } }]
      : driftOf(before, spec).length
        ? [{ action: 'update', resource, ...difference(before, spec) }]
        : []
    return { digest: jsonDigest(changes), changes }
  }

  return {
    kind: 'local',
    start(executorId) {
      for (const host of Object.values(hosts)) host.start(executorId)
    },
    async stop() {
      await Promise.all(Object.values(hosts).map((host) => host.stop()))
    },
    async support() {
      const said = Object.entries(hosts).map(async ([name, host]) => [name, await host.support()] as const)
      return Object.fromEntries(await Promise.all(said))
    },
    provision: async (request) => provisionLocally(request),
    plan,
    async apply(spec, planned) {
      const present = await plan(spec)
      // After a crash in the middle the change is already made; then there is nothing left to do.
      if (present.changes.length && present.digest !== planned.digest) {
        throw new BareCountError('conflict', 'The runner changed after this plan was made.', { remedy: 'Plan again.' })
      }
      await hostOf(spec).prepare(spec)
      writeApplied(spec)
      await retire(spec.runnerId)
    },
    async observe(spec) {
      const applied = readApplied(spec.runnerId)
      return {
        exists: applied !== undefined,
        ...(applied ? { artifactDigest: applied.artifactDigest } : {}),
        instances: await hostOf(spec).instances(spec.runnerId),
        drift: applied ? driftOf(applied, spec) : [],
      }
    },
    async destroy(spec) {
      fs.rmSync(appliedFile(spec.runnerId), { force: true })
      await retire(spec.runnerId)
    },
    async invoke(given, invocation, options) {
      const done = committedEffect(given, invocation.token)
      if (done) return { ...done, outcome: 'succeeded', replayed: true }
      const spec = { ...given, egressAllow: egressOf(given.profile, given.egressAllow) }
      const result = await hostOf(spec).invoke(spec, invocation, options)
      // A synthetic run has shown that its output arrives; nobody wants it.
      if (invocation.builtin) forgetEffect(spec, invocation.token)
      writeMetric(spec, invocation.runId, result)
      return result
    },
  }
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
