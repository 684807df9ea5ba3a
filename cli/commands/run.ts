import fs from 'node:fs'
import type { Command } from 'commander'
import { CliError, type Context, exitCodes } from '../context.ts'
import { runnerId } from './runner.ts'

type Run = {
  id: string
  status: string
  token: string
  reason?: string | null
  durationMs?: number | null
  result?: unknown
}
type StartOptions = { token?: string; input?: string; env?: string; wait?: boolean }

/** `barecount run start|list|show|logs`. */
export function registerRunCommands(program: Command, context: Context): void {
  const run = program.command('run').description('runs of a runner')
  run
    .command('start')
    .argument('<runner>', 'id, or name with --env')
    .option('--token <token>', 'run token: the same token never takes effect twice')
    .option('--input <file>', 'JSON file; - for standard input')
    .option('--env <name>', 'environment, when a name is given')
    .option('--wait', 'follow the log and end with the run’s result')
    .description('start a run')
    .action(async (name: string, options: StartOptions) => {
      const api = context.api()
      const input = options.input ? readInput(options.input) : {}
      const id = await runnerId(api, name, options.env)
      const started = await api.post<Run>('/runs', { runnerId: id, token: options.token, input })
      if (!options.wait) return context.print(started, (row) => row.id)
      const finished = await follow(context, started.id)
      context.print(finished, (row) => (row.result == null ? row.status : JSON.stringify(row.result, null, 2)))
      if (finished.status !== 'succeeded')
        throw new CliError(`The run ${finished.status}: ${finished.reason ?? 'no reason given'}`)
    })
  run
    .command('list')
    .option('--runner <id>')
    .option('--status <status>')
    .description('runs, newest first')
    .action(async (options: { runner?: string; status?: string }) => {
      const page = await context
        .api()
        .get<{ runs: Run[] }>('/runs', { runnerId: options.runner, status: options.status })
      context.print(page, ({ runs }) =>
        runs.length ? runs.map((row) => `${row.id}  ${row.status.padEnd(10)} ${row.token}`).join('\n') : 'No runs yet.',
      )
    })
  run
    .command('show')
    .argument('<id>')
    .description('one run')
    .action(async (id: string) => {
      context.print(await context.api().get<Run>(`/runs/${id}`), (row) => JSON.stringify(row, null, 2))
    })
  run
    .command('logs')
    .argument('<id>')
    .description('the log, followed until the run ends')
    .action(async (id: string) => void (await follow(context, id, process.stdout)))
}

function readInput(file: string): unknown {
  try {
    return JSON.parse(fs.readFileSync(file === '-' ? 0 : file, 'utf8'))
  } catch (error) {
    throw new CliError(`${file} is not readable JSON: ${(error as Error).message}`, exitCodes.usage)
  }
}

async function follow(context: Context, id: string, out: NodeJS.WritableStream = process.stderr): Promise<Run> {
  const api = context.api()
  for await (const { event, data } of api.events(`/runs/${id}/logs/stream`)) {
    if (event === 'log') out.write(`${(data as { text: string }).text}\n`)
  }
  return api.get<Run>(`/runs/${id}`)
}
