import fs from 'node:fs'
import { chmod } from 'node:fs/promises'
import path from 'node:path'
import { BareCountError } from '../../errors.ts'
import { putBlob } from '../blobs.ts'
import type { Material } from '../sign/provenance.ts'
import { checkHandler } from './check-handler.ts'
import { functionZip, listFunctionFiles } from './function-zip.ts'
import { type Dependencies, installDependencies } from './install-dependencies.ts'
import { declaredFolder, withSource } from './unpack-source.ts'

export type FunctionBuild = {
  /** Digest of the uploaded source in the blob store. */
  sourceDigest: string
  sourceKind: 'zip' | 'git_bundle'
  /** `runner.function` of the manifest. */
  function: { source: string; runtime: 'nodejs' | 'provided'; handler?: string | undefined }
  /** One line into the live log. */
  log(line: string): void
  signal?: AbortSignal
}

export type BuiltFunction = {
  /** `sha256:…` of the zip, which is in the blob store. */
  digest: string
  sizeBytes: number
  entries: number
  dependencies: Dependencies
  /** What the build read, as provenance names it. */
  materials: Material[]
  startedAt: Date
  finishedAt: Date
}

/**
 * Builds the zip that runs on a serverless runner from an uploaded source. The same source gives the same digest on any
 * machine (docs/formats/build-types.md); running it again after a crash is harmless.
 * Throws `hostile_archive`, `invalid_input`, `build_failed` or `unsupported` with what to do about it.
 */
export async function buildFunction(build: FunctionBuild): Promise<BuiltFunction> {
  const startedAt = new Date()
  const source = { digest: build.sourceDigest, kind: build.sourceKind }
  const options = { purpose: 'function', log: build.log, signal: build.signal }
  return withSource(source, options, async ({ root, materials }) => {
    const folder = await declaredFolder(root, build.function.source)
    build.log(`Building from ${path.relative(root, folder) || 'the root'} of the source.`)
    await prepareEntryPoint(folder, build)
    const dependencies = await installDependencies(folder, build.log, build.signal)
    if (dependencies.kind === 'installed') {
      materials.push({ uri: 'file:package-lock.json', digest: { sha256: dependencies.lockDigest } })
    }
    const files = await listFunctionFiles(folder)
    const { digest, size } = await putBlob(functionZip(files))
    build.log(`Packed ${files.length} files into ${size} bytes: ${digest}`)
    const finishedAt = new Date()
    return { digest, sizeBytes: size, entries: files.length, dependencies, materials, startedAt, finishedAt }
  })
}

async function prepareEntryPoint(folder: string, { function: declared, log }: FunctionBuild): Promise<void> {
  if (declared.runtime === 'nodejs') {
    const file = await checkHandler(folder, declared.handler ?? 'index.handler', log)
    log(`The handler is in ${file}.`)
    return
  }
  const bootstrap = path.join(folder, 'bootstrap')
  if (!fs.existsSync(bootstrap)) {
    throw new BareCountError('build_failed', 'A function with runtime provided needs an executable named bootstrap.', {
      remedy: 'Put it at the top of the source folder.',
    })
  }
  // A zip made on Windows carries no modes; Lambda refuses a bootstrap that is not executable.
  await chmod(bootstrap, 0o755)
}
