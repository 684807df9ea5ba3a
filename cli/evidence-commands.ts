import fs from 'node:fs'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { type Command, Option } from 'commander'
import { BareCountError } from '#lib/errors.ts'
import { evidenceKinds, evidenceResults } from '#lib/evidence/kinds.ts'
import { openPack } from '#lib/evidence/pack/open-pack.ts'
import { describeVerdict, verifyPack } from '#lib/evidence/pack/verify-pack.ts'
import type { EvidenceFilters } from '#lib/evidence/schema.ts'
import { CliError, type Context, exitCodes } from './context.ts'

type Page = { evidence: { id: string; at: string; actorLabel: string; sentence: string }[]; next?: string }
type Narrowed = Omit<
  EvidenceFilters,
  'actorId' | 'manifestId' | 'environmentId' | 'runnerId' | 'deploymentId' | 'runId'
> & {
  actor?: string
  manifest?: string
  environment?: string
  runner?: string
  deployment?: string
  run?: string
}

/** `barecount evidence list|export|verify`. `verify` works without a portal and without a network. */
export function registerEvidenceCommands(program: Command, context: Context): void {
  const evidence = program.command('evidence').description('read, take along and check what happened')

  narrowed(evidence.command('list').description('entries, newest first'))
    .option('--cursor <cursor>', '`next` of the page before')
    .action(async (options: Narrowed & { cursor?: string }) => {
      const page = await context.api().get<Page>('/evidence', { ...queryOf(options), cursor: options.cursor })
      context.print(page, ({ evidence: rows, next }) =>
        [
          ...rows.map((row) => `${row.at}  ${row.id}  ${row.actorLabel}  ${row.sentence}`),
          ...(rows.length ? [] : ['Nothing matches.']),
          ...(next ? [`More: --cursor ${next}`] : []),
        ].join('\n'),
      )
    })

  narrowed(evidence.command('export').description('take a pack that proves itself offline: all, or what matches'))
    .option('--out <file>', 'where to write the zip (default: the name the portal gives)')
    .action(async (options: Narrowed & { out?: string }) => {
      const query = new URLSearchParams(queryOf(options))
      const response = await context.api().raw(`/evidence/export${query.size ? `?${query}` : ''}`)
      const named = /filename="([\w.-]+)"/.exec(response.headers.get('content-disposition') ?? '')?.[1]
      const file = options.out ?? named ?? 'evidence.zip'
      await pipeline(Readable.fromWeb(response.body as never), fs.createWriteStream(file))
      context.print(
        { file, bytes: fs.statSync(file).size },
        (saved) => `Saved ${saved.file}, ${saved.bytes} bytes. Check it: barecount evidence verify ${saved.file}`,
      )
    })

  evidence
    .command('verify')
    .argument('<pack>', 'the zip, or the folder it was unpacked to')
    .option('--key <file...>', 'a key from elsewhere: PEM, or a verifier key of the log')
    .option('--checkpoint <file>', 'a checkpoint from elsewhere, which the log in the pack must continue')
    .description('check a pack, offline; says what is proven and what is not')
    .action(async (location: string, options: { key?: string[]; checkpoint?: string }) => {
      const anchors = {
        keys: (options.key ?? []).map(textOf),
        checkpoint: options.checkpoint === undefined ? undefined : textOf(options.checkpoint),
      }
      const verdict = await verifyPack(await packAt(location), anchors)
      context.print(verdict, describeVerdict)
      if (!verdict.ok) process.exitCode = exitCodes.failed
    })
}

function narrowed(command: Command): Command {
  return command
    .addOption(new Option('--kind <kind>', 'e.g. run.finished').choices([...evidenceKinds]))
    .addOption(new Option('--result <result>').choices([...evidenceResults]))
    .option('--actor <id>')
    .option('--manifest <id>')
    .option('--environment <id>')
    .option('--runner <id>')
    .option('--deployment <id>')
    .option('--run <id>')
    .option('--from <instant>', 'e.g. 2026-11-01T00:00:00Z')
    .option('--to <instant>', 'up to, not including')
}

function queryOf(options: Narrowed): Record<string, string> {
  const query = {
    kind: options.kind,
    result: options.result,
    actorId: options.actor,
    manifestId: options.manifest,
    environmentId: options.environment,
    runnerId: options.runner,
    deploymentId: options.deployment,
    runId: options.run,
    from: options.from,
    to: options.to,
  }
  return Object.fromEntries(Object.entries(query).filter((entry): entry is [string, string] => entry[1] !== undefined))
}

function textOf(file: string): string {
  if (!fs.existsSync(file)) throw new CliError(`There is no file ${file}.`, exitCodes.usage)
  return fs.readFileSync(file, 'utf8')
}

async function packAt(location: string) {
  try {
    return await openPack(location)
  } catch (error) {
    if (error instanceof BareCountError) throw new CliError(error.message, exitCodes.usage)
    throw error
  }
}
