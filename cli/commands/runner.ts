import type { Command } from 'commander'
import type { ApiClient } from '../api-client.ts'
import { CliError, type Context } from '../context.ts'

export type RunnerRow = {
  id: string
  name: string
  status: string
  runnerClass: string
  size: string
  profile: string
  artifactDigest: string
  environment: { name: string }
}

/** `barecount runner list|show|instances`. */
export function registerRunnerCommands(program: Command, context: Context): void {
  const runner = program.command('runner').description('the catalog of runners')
  runner
    .command('list')
    .option('--env <name>', 'only this environment')
    .description('runners of the tenant, newest first')
    .action(async (options: { env?: string }) => {
      const page = await context.api().get<{ runners: RunnerRow[] }>('/runners', { environment: options.env })
      context.print(page, ({ runners }) =>
        runners.length
          ? runners
              .map(
                (row) =>
                  `${row.id}  ${row.environment.name.padEnd(6)} ${row.status.padEnd(12)} ${row.name}  ${row.runnerClass}/${row.size}`,
              )
              .join('\n')
          : 'No runners yet. Deploy one: barecount deploy examples/orders-webhook/manifest.yaml --env dev --wait',
      )
    })
  runner
    .command('show')
    .argument('<runner>', 'id, or name with --env')
    .option('--env <name>', 'environment, when a name is given')
    .description('one runner')
    .action(async (name: string, options: { env?: string }) => {
      const api = context.api()
      const row = await api.get<RunnerRow>(`/runners/${await runnerId(api, name, options.env)}`)
      context.print(row, (found) =>
        [
          `${found.name}  ${found.status}`,
          `  id        ${found.id}`,
          `  runs as   ${found.runnerClass} / ${found.size} / ${found.profile}`,
          `  artifact  ${found.artifactDigest}`,
        ].join('\n'),
      )
    })
  runner
    .command('instances')
    .argument('<runner>', 'id, or name with --env')
    .option('--env <name>', 'environment, when a name is given')
    .description('containers or hosts of a runner, newest first')
    .action(async (name: string, options: { env?: string }) => {
      const api = context.api()
      const id = await runnerId(api, name, options.env)
      const page = await api.get<{ instances: InstanceRow[] }>(`/runners/${id}/instances`)
      context.print(page, ({ instances }) =>
        instances.length
          ? instances
              .map((row) => `${row.id}  ${row.kind.padEnd(9)} ${row.status.padEnd(9)} ${row.reason ?? ''}`.trimEnd())
              .join('\n')
          : 'No instances: this runner has had none yet, or its class has none.',
      )
    })
}

type InstanceRow = { id: string; kind: string; status: string; reason: string | null }

/** The id behind an id or a name. Throws a CliError when the name is in no, or in several, environments. */
export async function runnerId(api: ApiClient, name: string, environment?: string): Promise<string> {
  if (/^run_[0-9A-Z]{26}$/.test(name)) return name
  const { runners } = await api.get<{ runners: RunnerRow[] }>('/runners', { name, environment })
  const [only, another] = runners.filter((row) => row.name === name)
  if (!only) throw new CliError(`There is no runner named ${name}${environment ? ` in ${environment}` : ''}.`)
  if (another) throw new CliError(`${name} runs in several environments; add --env.`)
  return only.id
}
