import fs from 'node:fs'
import { mkdir, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { BareCountError } from '../../errors.ts'
import { DESCRIPTION_FILE, isPartitioned, PACKAGE_FOLDER } from '../../etl/job-package.ts'
import { putBlob } from '../blobs.ts'
import type { Material } from '../sign/provenance.ts'
import { functionZip, listFunctionFiles } from './function-zip.ts'
import { installRequirements } from './install-requirements.ts'
import { type JobSource, readJob } from './read-job.ts'
import { declaredFolder, withSource } from './unpack-source.ts'

export type JobBuild = {
  source: { digest: string; kind: 'zip' | 'git_bundle' }
  /** `runner.job` of the manifest. */
  job: JobSource & { source: string }
  log(line: string): void
  signal?: AbortSignal
}

export type BuiltJob = {
  /** `sha256:…` of the zip, which is in the blob store. */
  digest: string
  sizeBytes: number
  materials: Material[]
  facts: Record<string, unknown>
  startedAt: Date
  finishedAt: Date
}

/**
 * Builds the package of a managed ETL job from an uploaded source: the job's folder, what the build understood of it,
 * and its Python packages. The same source gives the same digest (docs/formats/build-types.md).
 * Throws `hostile_archive`, `invalid_input`, `build_failed` or `unsupported` with what to do about it.
 */
export async function buildJob({ source, job: declared, log, signal }: JobBuild): Promise<BuiltJob> {
  const startedAt = new Date()
  return withSource(source, { purpose: 'job', log, signal }, async ({ root, work, materials }) => {
    const folder = await declaredFolder(root, declared.source)
    log(`Building from ${path.relative(root, folder) || 'the root'} of the source.`)
    refuseReserved(folder)
    const job = await readJob(folder, declared, work, signal)
    log(`${declared.entry} is ${job.language}, ${isPartitioned(job) ? 'in partitions' : 'in one piece'}.`)
    // Only Python imports packages, but a list that is there is looked at: its findings are about what people meant.
    const requirements = await installRequirements(folder, log, signal)
    if (requirements.digest) materials.push({ uri: 'file:requirements.txt', digest: { sha256: requirements.digest } })
    await mkdir(path.join(folder, PACKAGE_FOLDER), { recursive: true })
    await writeFile(path.join(folder, DESCRIPTION_FILE), `${JSON.stringify(job, null, 1)}\n`)
    const files = await listFunctionFiles(folder)
    const { digest, size } = await putBlob(functionZip(files, 'job'))
    log(`Packed ${files.length} files into ${size} bytes: ${digest}`)
    const { kind: dependencies, unpinned } = requirements
    const facts = { entries: files.length, language: job.language, dependencies, unpinned }
    return { digest, sizeBytes: size, materials, facts, startedAt, finishedAt: new Date() }
  })
}

function refuseReserved(folder: string): void {
  if (!fs.existsSync(path.join(folder, PACKAGE_FOLDER))) return
  throw new BareCountError('build_failed', `The folder ${PACKAGE_FOLDER} is the build's own, and the source has one.`, {
    remedy: 'Rename it.',
  })
}
