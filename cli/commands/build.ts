import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { type Command, Option } from 'commander'
import { blobPath, putBlob } from '#lib/artifacts/blobs.ts'
import { type BuiltFunction, buildFunction } from '#lib/artifacts/build/build-function.ts'
import { looksLikeGitBundle } from '#lib/artifacts/build/unpack-git-bundle.ts'
import { env } from '#lib/env.ts'
import { BareCountError } from '#lib/errors.ts'
import { CliError, type Context } from '../context.ts'
import { packSource } from '../pack-source.ts'

type Options = { source: string; runtime: 'nodejs' | 'provided'; handler?: string; output: string }

/** `barecount build SOURCE --output rebuilt.zip`: the same build as the portal's, without a server. */
export function registerBuildCommand(program: Command, context: Context): void {
  program
    .command('build')
    .argument('<source>', 'folder, zip or git bundle')
    .option('--source <folder>', 'runner.function.source of the manifest', './src')
    .addOption(
      new Option('--runtime <name>', 'runner.function.runtime').choices(['nodejs', 'provided']).default('nodejs'),
    )
    .option('--handler <name>', 'runner.function.handler', 'index.handler')
    .requiredOption('--output <file>', 'where the zip goes')
    .description('build a function here, to compare its digest with a deployed one')
    .action(async (source: string, options: Options) => {
      const { digest, sizeBytes, entries } = await buildHere(source, options)
      context.print({ digest, sizeBytes, entries }, () => `${digest}  ${options.output}`)
    })
}

/** Builds in a home of its own, so that nothing of an installation on this machine is touched. */
async function buildHere(source: string, options: Options): Promise<BuiltFunction> {
  const { bytes } = packSource(source)
  env.BARECOUNT_HOME = fs.mkdtempSync(path.join(os.tmpdir(), 'barecount-build-'))
  try {
    const { digest: sourceDigest } = await putBlob(bytes)
    const built = await buildFunction({
      sourceDigest,
      sourceKind: looksLikeGitBundle(bytes) ? 'git_bundle' : 'zip',
      function: options,
      log: (line) => process.stderr.write(`${line}\n`),
    })
    fs.copyFileSync(blobPath(built.digest), options.output)
    return built
  } catch (error) {
    if (!(error instanceof BareCountError)) throw error
    throw new CliError(`${error.message} [${error.code}]${error.remedy ? `\n${error.remedy}` : ''}`)
  } finally {
    fs.rmSync(env.BARECOUNT_HOME, { recursive: true, force: true })
  }
}
