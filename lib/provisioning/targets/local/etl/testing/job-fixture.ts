import { putBlob } from '#lib/artifacts/blobs.ts'
import { buildJob } from '#lib/artifacts/build/build-job.ts'
import { rawZip } from '#lib/artifacts/testing/raw-zip.ts'
import type { EtlSpec, RunProgress } from '../../../../target.ts'
import type { ClassHost } from '../../class-host.ts'
import { invocationOf, specOf } from '../../testing/function-fixture.ts'

type Declared = { engine: EtlSpec['engine']; entry: string }

/** Builds a job from files, as an upload would, and gives the digest of its package. */
export async function packJob(files: Record<string, string | Buffer>, { engine, entry }: Declared): Promise<string> {
  const { digest } = await putBlob(
    rawZip(Object.entries(files).map(([name, content]) => ({ name: `job/${name}`, content }))),
  )
  const source = { digest, kind: 'zip' as const }
  const job = { source: './job', engine, entry }
  return (await buildJob({ source, job, log: () => undefined })).digest
}

/** A runner of 1 GiB, 30 s and 2 workers for a package. */
export function etlSpec(artifactDigest: string, declared: Declared, changes: Partial<EtlSpec> = {}): EtlSpec {
  const { runtime: _runtime, handler: _handler, ...common } = specOf()
  return {
    ...common,
    ...declared,
    class: 'managed_etl',
    name: 'routes',
    size: 'medium',
    artifactDigest,
    memoryMib: 1024,
    vcpuMilli: 2000,
    timeoutMs: 30_000,
    concurrency: 1,
    workers: 2,
    profile: 'private_vpc',
    ...changes,
  }
}

export const sqlJob: Declared = { engine: 'sql', entry: 'main.sql' }
export const pythonJob: Declared = { engine: 'python', entry: 'main.py' }

let runners = 0

/** Packs a job and gives a call that runs it once on `host`, with its log and every progress it told. */
export function jobRunner(host: ClassHost<EtlSpec>) {
  return async (files: Record<string, string | Buffer> | string, changes: Partial<EtlSpec> = {}, declared = sqlJob) => {
    const packed = typeof files === 'string' ? { [declared.entry]: files } : files
    const spec = etlSpec(await packJob(packed, declared), declared, { runnerId: `run_${runners++}`, ...changes })
    const run = async (input: unknown = {}, more = {}, signal = new AbortController().signal) => {
      const lines: string[] = []
      const seen: RunProgress[] = []
      const result = await host.invoke(spec, invocationOf(input, more), {
        signal,
        onLog: (line) => void lines.push(line),
        onProgress: (progress) => void seen.push(progress),
      })
      const answer = result.result === undefined ? undefined : JSON.parse(result.result)
      return { ...result, answer, log: lines.join('\n'), seen }
    }
    return { spec, run }
  }
}
