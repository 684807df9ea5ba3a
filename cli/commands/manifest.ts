import fs from 'node:fs'
import type { Command } from 'commander'
import type { Fault } from '#lib/errors.ts'
import { parseManifest } from '#lib/manifests/parse-manifest.ts'
import { CliError, type Context, exitCodes } from '../context.ts'

/** `barecount validate FILE` and `estimate FILE`: without a server. */
export function registerManifestCommands(program: Command, context: Context): void {
  program
    .command('validate')
    .argument('<file>', 'manifest, YAML or JSON')
    .description('check a manifest’s schema, without a server')
    .action((file: string) => {
      const { faults } = parseManifest(readManifest(file))
      context.print({ file, valid: faults.length === 0, faults }, () =>
        faults.length ? faults.map((fault) => sayFault(file, fault)).join('\n') : `${file} is valid.`,
      )
      if (faults.length) process.exitCode = exitCodes.failed
    })
  program
    .command('estimate')
    .argument('<file>', 'manifest, YAML or JSON')
    .option('--duration <ms>', 'expected duration of a run in milliseconds')
    .option('--events <n>', 'runs a month that no schedule starts')
    .description('what a manifest would cost, itemised, without a server')
    .action(async (file: string, options: { duration?: string; events?: string }) => {
      const { estimateFile, sayEstimate } = await import('../estimate-file.ts')
      context.print(estimateFile(file, readManifest(file), options), sayEstimate)
    })
}

/** The bytes of a file. Throws a CliError that names it. */
export function readManifest(file: string): Uint8Array {
  try {
    return fs.readFileSync(file)
  } catch (error) {
    throw new CliError(`${file} cannot be read: ${(error as Error).message}`, exitCodes.usage)
  }
}

/** `file:line:column path message remedy`, as editors understand it. */
export function sayFault(file: string, fault: Fault): string {
  const at = fault.line ? `${file}:${fault.line}:${fault.column ?? 1}` : file
  return `${at} ${fault.path ? `${fault.path}: ` : ''}${fault.message}${fault.remedy ? ` ${fault.remedy}` : ''}`
}
