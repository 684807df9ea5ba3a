import fs from 'node:fs'
import path from 'node:path'
import type { Command } from 'commander'
import { formatDelta, formatMicros } from '#lib/cost/money.ts'
import { parseManifest } from '#lib/manifests/parse-manifest.ts'
import { sourceFolder } from '#lib/manifests/source-folder.ts'
import type { DraftVerdict } from '#lib/manifests/validate-draft.schema.ts'
import { type StageName, stageTitle } from '#lib/provisioning/stage-names.ts'
import type { ApiClient } from '../api-client.ts'
import { CliError, type Context, exitCodes } from '../context.ts'
import { packSource } from '../pack-source.ts'
import { readManifest, sayFault } from './manifest.ts'

type Version = { id: string; version: number; manifestId: string; digest: string }
type StageRow = { name: StageName; status: string; reason: string | null }
type Deployment = { id: string; status: string; reason: string | null; stages: StageRow[] }

/** `barecount deploy FILE --env dev --wait` and `barecount promote` and `barecount rollback`. */
export function registerDeployCommands(program: Command, context: Context): void {
  program
    .command('plan')
    .argument('<file>', 'manifest, YAML or JSON')
    .requiredOption('--env <name>', 'environment')
    .option('--suggest', 'when it is denied, show the smallest change that passes')
    .option('--fix', 'make that change in the file')
    .description('what policy, cost and people would say to deploying it; nothing is stored')
    .action(async (file: string, options: { env: string; suggest?: boolean; fix?: boolean }) => {
      const text = Buffer.from(readManifest(file)).toString('utf8')
      const suggest = options.suggest === true || options.fix === true
      const asked = { text, environment: options.env, ...(suggest && { suggest }) }
      const verdict = await context.api().post<DraftVerdict>('/manifests/validate', asked)
      const [best] = verdict.nearest?.options ?? []
      if (best && options.fix) fs.writeFileSync(file, best.text)
      context.print(verdict, (answer) => sayVerdict(file, answer))
      if (verdict.faults.length || !verdict.policy?.allowed) process.exitCode = exitCodes.failed
    })
  program
    .command('deploy')
    .argument('<file>', 'manifest, YAML or JSON')
    .requiredOption('--env <name>', 'environment')
    .option('--wait', 'follow the stages to their end')
    .option('--at <instant>', 'nothing is applied before, e.g. 2026-12-01T06:00:00Z; approvals may be given at once')
    .description('submit a manifest with its source and deploy it')
    .action(async (file: string, options: { env: string; wait?: boolean; at?: string }) => {
      const api = context.api()
      const version = await submit(api, file)
      const { id } = await api.post<{ id: string }>('/deployments', {
        manifestVersionId: version.id,
        environment: options.env,
        ...(options.at && { startsAt: startOf(options.at) }),
      })
      if (!options.wait) return context.print({ id, version }, () => id)
      await followDeployment(context, api, id)
    })
  program
    .command('promote')
    .argument('<manifest>', 'name or id of the manifest')
    .requiredOption('--from <name>', 'environment it runs in')
    .requiredOption('--to <name>', 'environment it should enter')
    .option('--wait', 'follow the stages to their end')
    .description('take the same digests to the next environment')
    .action(async (manifest: string, options: { from: string; to: string; wait?: boolean }) => {
      const api = context.api()
      const manifestId = await findManifest(api, manifest)
      const { id } = await api.post<{ id: string }>('/promotions', { manifestId, from: options.from, to: options.to })
      if (!options.wait) return context.print({ id }, () => id)
      await followDeployment(context, api, id)
    })
  program
    .command('rollback')
    .argument('<runner>', 'name or id of the manifest')
    .requiredOption('--env <name>', 'environment to go back in')
    .option('--to <version>', 'version to go back to; the good one before, when left out')
    .option('--wait', 'follow the stages to their end')
    .description('go back to a version that ran well there, with its artifact')
    .action(async (manifest: string, options: { env: string; to?: string; wait?: boolean }) => {
      const api = context.api()
      const manifestId = await findManifest(api, manifest)
      const version = options.to === undefined ? {} : { version: Number(options.to) }
      const { id } = await api.post<{ id: string }>('/rollbacks', { manifestId, environment: options.env, ...version })
      if (!options.wait) return context.print({ id }, () => id)
      await followDeployment(context, api, id)
    })
}

/** A draft's verdict as lines of text. */
function sayVerdict(file: string, { faults, policy, nearest, cost, delta, next }: DraftVerdict): string {
  if (faults.length) return faults.map((fault) => sayFault(file, fault)).join('\n')
  const findings = policy?.findings.map(({ level, reason, remedy }) => `${level}: ${reason} ${remedy}`) ?? []
  const change = delta ? ` (${formatDelta(delta.perMonth)} against version ${delta.liveVersion})` : ''
  return [
    ...findings,
    ...(nearest ? sayNearest(nearest) : []),
    ...(cost ? [`${formatMicros(cost.perMonth)} a month${change}`] : []),
    ...(next?.steps ?? []),
  ].join('\n')
}

function sayNearest({ options: [best], standing }: NonNullable<DraftVerdict['nearest']>): string[] {
  if (!best) return [`No small change makes it pass. ${standing.map(({ reason }) => reason).join(' ')}`.trim()]
  const changes = best.edits.map(({ path, from, to }) => `  ${path}: ${from}${to ? ` → ${to}` : ' is taken out'}`)
  const cost = best.delta ? ` (${formatDelta(best.delta.perMonth)} a month)` : ''
  return [`It passes with${cost}:`, ...changes]
}

/** The id behind an id or a name. Throws a CliError when the tenant has no such manifest. */
export async function findManifest(api: ApiClient, name: string): Promise<string> {
  if (/^man_[0-9A-Z]{26}$/.test(name)) return name
  const { manifests } = await api.get<{ manifests: { id: string; name: string }[] }>('/manifests', { q: name })
  const found = manifests.find((row) => row.name === name)
  if (!found) throw new CliError(`There is no manifest named ${name}.`)
  return found.id
}

/** Checks the manifest here, uploads its source, and submits both as a version. */
async function submit(api: ApiClient, file: string): Promise<Version> {
  const bytes = readManifest(file)
  const { faults, normalised, text } = parseManifest(bytes)
  if (!normalised) throw new CliError(faults.map((fault) => sayFault(file, fault)).join('\n'))
  const source = sourceFolder(normalised)
  let sourceDigest: string | undefined
  if (source) {
    const packed = packSource(path.resolve(path.dirname(file), source))
    const query = `filename=${encodeURIComponent(packed.filename)}`
    sourceDigest = (await api.postBytes<{ digest: string }>(`/sources?${query}`, packed.bytes, packed.contentType))
      .digest
  }
  return api.post<Version>('/manifests', { text, sourceDigest })
}

async function followDeployment(context: Context, api: ApiClient, id: string): Promise<void> {
  const told = new Map<string, string>()
  let waiting = false
  const tell = (name: StageName, status: string, reason: string | null = null): void => {
    if (told.get(name) === status) return
    told.set(name, status)
    process.stderr.write(`${stageTitle(name)}: ${status}${reason ? ` · ${reason}` : ''}\n`)
  }
  for await (const { event, data } of api.events(`/deployments/${id}/events`)) {
    if (event === 'log') {
      const { channel, text } = data as { channel: StageName; text: string }
      // A quick stage has written, and the next as well, before its state comes.
      if (!told.has(channel)) tell(channel, 'running')
      process.stderr.write(`${indent(text)}\n`)
    }
    if (event !== 'state') continue
    const deployment = data as Deployment
    for (const { name, status, reason } of deployment.stages) if (status !== 'queued') tell(name, status, reason)
    waiting = waits(deployment.status)
    if (waiting) break
  }
  const final = await api.get<Deployment>(`/deployments/${id}`)
  context.print(final, (row) => `${row.id} ${row.status}${row.reason ? `: ${row.reason}` : ''}`)
  if (waiting && waits(final.status)) process.exitCode = exitCodes.waiting
  else if (final.status !== 'succeeded') process.exitCode = exitCodes.failed
}

/** Waits for people or for its time, both longer than anybody follows. */
const waits = (status: string): boolean => status === 'waiting_approval' || status === 'scheduled'

/** The instant as the API takes it. Throws a CliError for what is none. */
function startOf(text: string): string {
  const at = new Date(text)
  if (Number.isNaN(at.getTime())) throw new CliError(`${text} is no instant. Write it as 2026-12-01T06:00:00Z.`)
  return at.toISOString()
}

const indent = (text: string): string =>
  text
    .split('\n')
    .map((line) => `    ${line}`)
    .join('\n')
