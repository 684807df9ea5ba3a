import type { Command } from 'commander'
import { enrolCommand } from '#lib/agents/enrol-command.ts'
import { CliError, type Context } from '../context.ts'

type AgentRow = {
  id: string
  name: string
  kind: string
  standing: string
  health: string | null
  lastSeenAt: string | null
  classes: string[]
  capacity: number
  environment: { name: string }
}

/** `barecount agent enrol|list|revoke`. */
export function registerAgentCommands(program: Command, context: Context): void {
  const agent = program.command('agent').description('what fetches runs and carries them out')
  agent
    .command('enrol')
    .argument('<name>', 'name it after the host it runs on')
    .requiredOption('--env <name>', 'the environment whose runs it is given')
    .option('--minutes <n>', 'how long the command works', '60')
    .description('make the command that starts an agent on a host of yours; its token works once')
    .action(async (name: string, options: { env: string; minutes: string }) => {
      const minutes = Number(options.minutes)
      const body = { name, environment: options.env, minutes }
      const made = await context
        .api()
        .post<{ token: string; url: string; expiresAt: string }>('/agents/enrolments', body)
      context.print({ ...made, command: enrolCommand(made) }, ({ command, expiresAt }) =>
        [`Copy dist/agent.mjs (npm run build:agent) to the host and run there, before ${expiresAt}:`, '', command].join(
          '\n',
        ),
      )
    })
  agent
    .command('list')
    .option('--env <name>', 'only this environment')
    .option('--kind <kind>', 'instance or on_premise')
    .description('agents of the tenant, newest first')
    .action(async (options: { env?: string; kind?: string }) => {
      const query = { environment: options.env, kind: options.kind }
      const page = await context.api().get<{ agents: AgentRow[] }>('/agents', query)
      context.print(page, ({ agents }) => (agents.length ? agents.map(line).join('\n') : 'No agents yet.'))
    })
  agent
    .command('revoke')
    .argument('<agent>', 'id, or the name when only one agent has it')
    .description('end an agent at once; what it holds is given to others')
    .action(async (name: string) => {
      const id = await agentId(context, name)
      const answer = await context.api().remove<{ id: string }>('/agents', { id })
      context.print(answer, () => `${id} is revoked.`)
    })
}

const line = (row: AgentRow) =>
  `${row.id}  ${row.environment.name.padEnd(6)} ${row.standing.padEnd(9)} ${row.name}  ${row.classes.join(',')} × ${row.capacity}${row.health ? `  ${row.health}` : ''}`

async function agentId(context: Context, name: string): Promise<string> {
  if (/^agt_[0-9A-Z]{26}$/.test(name)) return name
  const { agents } = await context.api().get<{ agents: AgentRow[] }>('/agents')
  const [only, another] = agents.filter((row) => row.name === name && row.standing !== 'revoked')
  if (!only) throw new CliError(`There is no agent named ${name}.`)
  if (another) throw new CliError(`Several agents are named ${name}; give the id.`)
  return only.id
}
