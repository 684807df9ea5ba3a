import { putBlob } from '#lib/artifacts/blobs.ts'
import { buildJob } from '#lib/artifacts/build/build-job.ts'
import { rawZip } from '#lib/artifacts/testing/raw-zip.ts'
import type { EtlSpec } from '../../../../target.ts'
import { specOf } from '../../testing/function-fixture.ts'

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
