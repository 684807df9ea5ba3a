import fs from 'node:fs'
import type { Command } from 'commander'
import type { ImportResult } from '#lib/advisories/schema.ts'
import { CliError, type Context, exitCodes } from '../context.ts'

type Source = {
  name: string
  records: number
  packages: number
  ecosystems: string[]
  completeFor: string[]
  newestModified: string | null
}

/** `barecount advisories import|list`. */
export function registerAdvisoryCommands(program: Command, context: Context): void {
  const advisories = program.command('advisories').description('the data that vulnerabilities are looked up in')
  advisories
    .command('import')
    .argument('<file>', 'zip of OSV records, e.g. npm/all.zip of osv.dev')
    .requiredOption('--source <name>', 'what it is kept as; a further import under the name adds to it')
    .option('--complete-for <ecosystems>', 'ecosystems of which the file has every advisory, by commas: npm,PyPI')
    .description('add advisories, or newer editions of them')
    .action(async (file: string, options: { source: string; completeFor?: string }) => {
      if (!fs.statSync(file, { throwIfNoEntry: false })?.isFile()) {
        throw new CliError(`There is no file ${file}.`, exitCodes.usage)
      }
      const query = new URLSearchParams({ source: options.source, completeFor: options.completeFor ?? '' })
      const result = await context.api().postFile<ImportResult>(`/advisories?${query}`, file, 'application/zip')
      context.print(result, sayResult)
    })
  advisories
    .command('list')
    .description('sources of advisories')
    .action(async () => {
      const page = await context.api().get<{ sources: Source[] }>('/advisories')
      context.print(page, ({ sources }) => sources.map(saySource).join('\n') || 'No vulnerability data yet.')
    })
}

function sayResult(result: ImportResult): string {
  if (result.repeated) return `This file was imported before; ${result.source} holds ${result.records} advisories.`
  const faults = result.faults.map(({ entry, reason }) => `  ${entry}: ${reason}`)
  return [
    `${result.changed} of ${result.read} advisories are new or newer; ${result.source} now holds ${result.records}.`,
    ...(result.malformed ? [`${result.malformed} files are no OSV record, the first:`, ...faults] : []),
  ].join('\n')
}

function saySource({ name, records, packages, ecosystems, completeFor, newestModified }: Source): string {
  const complete = completeFor.length ? `complete for ${completeFor.join(', ')}` : 'not complete'
  const upTo = newestModified ? `up to ${newestModified.slice(0, 10)}` : 'undated'
  return `${name}  ${records} advisories of ${packages} packages  ${ecosystems.join(', ')}  ${complete}  ${upTo}`
}
