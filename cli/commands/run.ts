import fs from 'node:fs'
import { type Command, Option } from 'commander'
import { runnerClasses } from '#lib/manifests/classes.ts'
import { runCauses, runOrigins, runStatuses, runsSince } from '#lib/runs/run-words.ts'
import type { RunTrace } from '#lib/telemetry/read-trace.ts'
import type { ApiClient } from '../api-client.ts'
import { CliError, type Context, exitCodes } from '../context.ts'
import { pageLines } from '../page-lines.ts'
import { traceLines } from '../trace-lines.ts'
import { runnerId } from './runner.ts'

type Run = {
  id: string
  status: string
  token: string
  reason?: string | null
  durationMs?: number | null
  result?: unknown
}
type StartOptions = Partial<Record<'token' | 'input' | 'env' | 'pipeline' | 'correlation', string>> & { wait?: boolean }

/** `barecount run start|list|show|trace|why|logs`. */
export function registerRunCommands(program: Command, context: Context): void {
  const run = program.command('run').description('runs of a runner')
  registerStart(run, context)
  registerList(run, context)
  run
    .command('show')
    .argument('<id>')
    .description('one run')
    .action(async (id: string) => {
      context.print(await context.api().get<Run>(`/runs/${id}`), (row) => JSON.stringify(row, null, 2))
    })
  run
    .command('trace')
    .argument('<id>')
    .description('where a run’s time went: its waits, attempts and their parts')
    .action(async (id: string) => {
      const trace = await context.api().get<RunTrace>(`/runs/${id}/trace`)
      context.print(trace, traceLines)
    })
  run
    .command('why')
    .argument('<id>')
    .description('why a run has not begun')
    .action(async (id: string) => {
      const answer = await context.api().get<{ why: string[] }>(`/runs/${id}/wait`)
      context.print(answer, ({ why }) => why.join('\n') || 'It does not wait.')
    })
  run
    .command('logs')
    .argument('<id>')
    .option('--attempt <number>', 'only this attempt', Number)
    .description('the log, followed until the run ends')
    .action(async (id: string, { attempt }: { attempt?: number }) => {
      await follow(context, id, { out: process.stdout, attempt })
    })
}

function registerStart(run: Command, context: Context): void {
  run
    .command('start')
    .argument('[runner]', 'id, or name with --env; left out with --pipeline')
    .option('--pipeline <name>', 'picks the runner of a pipeline in --env')
    .option('--correlation <id>', 'what you call the larger thing that this run is a part of')
    .option('--token <token>', 'run token: the same token never takes effect twice')
    .option('--input <file>', 'JSON file; - for standard input')
    .option('--env <name>', 'environment, when a name or a pipeline is given')
    .option('--wait', 'follow the log and end with the run’s result')
    .description('start a run')
    .action(async (name: string | undefined, options: StartOptions) => {
      const api = context.api()
      const { token, correlation: correlationId } = options
      const input = options.input ? readInput(options.input) : {}
      const started = await api.post<Run>('/runs', {
        ...(await whichOne(api, name, options)),
        token,
        correlationId,
        input,
      })
      if (!options.wait) return context.print(started, (row) => row.id)
      const finished = await follow(context, started.id)
      context.print(finished, (row) => (row.result == null ? row.status : JSON.stringify(row.result, null, 2)))
      if (finished.status !== 'succeeded')
        throw new CliError(`The run ${finished.status}: ${finished.reason ?? 'no reason given'}`)
    })
}

function registerList(run: Command, context: Context): void {
  run
    .command('list')
    .option('--runner <id>')
    .option('--pipeline <name>')
    .addOption(new Option('--class <class>').choices(runnerClasses))
    .option('--env <name>')
    .addOption(new Option('--status <status>').choices(runStatuses))
    .addOption(new Option('--cause <cause>', 'why it failed').choices(runCauses))
    .addOption(new Option('--origin <origin>', 'what began it').choices(runOrigins))
    .option('--token <token>')
    .option('--correlation <id>')
    .addOption(new Option('--since <time>', 'asked for in this time').choices(runsSince))
    .option('--from <time>', 'asked for at this instant or later')
    .option('--to <time>', 'asked for before this instant')
    .option('--cursor <cursor>', '`next` of the page before')
    .description('runs, newest first')
    .action(async ({ runner, env, correlation, ...same }: Record<string, string | undefined>) => {
      const query = { ...same, runnerId: runner, environment: env, correlationId: correlation, json: undefined }
      const page = await context.api().get<{ runs: Run[]; next?: string; lookedBackTo?: string }>('/runs', query)
      context.print(page, ({ runs, next, lookedBackTo }) => {
        const none = lookedBackTo ? `None since ${lookedBackTo}. More: --cursor ${next}` : 'No run is like this.'
        return pageLines(
          runs.map((row) => `${row.id}  ${row.status.padEnd(10)} ${row.token}`),
          next,
          none,
        )
      })
    })
}

/** The runner by its name or id, or what the portal picks it by. */
async function whichOne(api: ApiClient, name: string | undefined, { pipeline, env }: StartOptions) {
  if (name !== undefined && pipeline === undefined) return { runnerId: await runnerId(api, name, env) }
  if (name === undefined && pipeline !== undefined && env !== undefined) return { pipeline, environment: env }
  throw new CliError('Name a runner, or a pipeline with --env.', exitCodes.usage)
}

function readInput(file: string): unknown {
  try {
    return JSON.parse(fs.readFileSync(file === '-' ? 0 : file, 'utf8'))
  } catch (error) {
    throw new CliError(`${file} is not readable JSON: ${(error as Error).message}`, exitCodes.usage)
  }
}

type Following = { out?: NodeJS.WritableStream; attempt?: number | undefined }

async function follow(context: Context, id: string, { out = process.stderr, attempt }: Following = {}): Promise<Run> {
  const api = context.api()
  for await (const { event, data } of api.events(`/runs/${id}/logs/stream`)) {
    if (event !== 'log') continue
    const chunk = data as { text: string; attempt: number }
    if (attempt === undefined || chunk.attempt === attempt) out.write(`${chunk.text}\n`)
  }
  return api.get<Run>(`/runs/${id}`)
}
