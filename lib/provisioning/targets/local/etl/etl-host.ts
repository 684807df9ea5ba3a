import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { BareCountError } from '#lib/errors.ts'
import { findPython, pythonRemedy } from '#lib/etl/find-python.ts'
import { DESCRIPTION_FILE, type Job, jobSchema } from '#lib/etl/job-package.ts'
import { type HostFacts, shapeJob } from '#lib/etl/plan-job.ts'
import type { EtlSpec, Invocation, InvocationResult, InvokeOptions } from '../../../target.ts'
import type { ClassHost } from '../class-host.ts'
import { codeFolder } from '../function-store.ts'
import { freeSlot, type Slots, takeSlot } from '../slots.ts'
import { openCheckpoints, pruneCheckpoints } from './checkpoints.ts'
import { engineSupport } from './engine-support.ts'
import { runJob } from './run-job.ts'

/** Runs of one job that may wait for the one that is running. */
const MAX_WAITING = 20

const hostFacts = (): HostFacts => ({
  cores: os.availableParallelism(),
  memoryMib: Math.floor(os.totalmem() / 1024 ** 2),
})

/** Runs managed ETL jobs, each in a sandbox of its own on this host. */
export function openEtlHost(): ClassHost<EtlSpec> {
  const runners = new Map<string, Slots>()
  const running = new Map<AbortController, Promise<unknown>>()
  const slotsOf = (runnerId: string): Slots => {
    const slots = runners.get(runnerId) ?? { busy: 0, queue: [] }
    runners.set(runnerId, slots)
    return slots
  }
  return {
    resource: 'job',
    support: engineSupport,
    start: () => pruneCheckpoints(),
    async stop() {
      for (const stop of running.keys()) stop.abort(new Error('The worker stops.'))
      await Promise.allSettled(running.values())
    },
    async prepare(spec) {
      await readPackage(spec)
    },
    instances: (runnerId) => runners.get(runnerId)?.busy ?? 0,
    retire: async () => undefined,
    async invoke(spec, invocation, options) {
      const slots = slotsOf(spec.runnerId)
      const stop = new AbortController()
      const signal = AbortSignal.any([options.signal, stop.signal])
      await takeSlot(slots, {
        most: spec.concurrency,
        waiting: MAX_WAITING,
        waitMs: spec.timeoutMs,
        signal,
        refusal: (why) => throttled(spec, why),
      })
      const run = openAndRun(spec, invocation, { ...options, signal })
      running.set(stop, run)
      try {
        return await run
      } finally {
        running.delete(stop)
        freeSlot(slots)
      }
    },
  }
}

async function openAndRun(spec: EtlSpec, invocation: Invocation, options: InvokeOptions): Promise<InvocationResult> {
  const { job, code, python } = await readPackage(spec)
  const shape = shapeJob(job, invocation.builtin ? { ...spec, partitions: 1 } : spec, hostFacts())
  const work = { artifactDigest: spec.artifactDigest, input: invocation.input, files: shape.files }
  const checkpoints = await openCheckpoints({ runnerId: spec.runnerId, token: invocation.token }, work)
  return runJob({ spec, invocation, options, job, shape, code, checkpoints, python })
}

/** The unpacked package of a job, and what it needs here. Throws what a person can act on. */
async function readPackage(spec: EtlSpec): Promise<{ job: Job; code: string; python: string | undefined }> {
  const code = await codeFolder(spec.artifactDigest)
  const job = jobSchema.parse(JSON.parse(fs.readFileSync(path.join(code, DESCRIPTION_FILE), 'utf8')))
  const python = job.language === 'python' ? await findPython() : undefined
  if (job.language === 'python' && !python) {
    throw new BareCountError('unsupported', 'This host has no Python 3 to run the job.', { remedy: pythonRemedy })
  }
  return { job, code, python: python?.program }
}

function throttled(spec: EtlSpec, why: string): BareCountError {
  return new BareCountError('throttled', `${spec.name} is running ${why}.`, {
    remedy: 'Start it again when the present run has ended.',
  })
}
