import type { Command } from 'commander'
import { CliError, type Context } from '../context.ts'
import { findManifest } from './deploy.ts'

type Cell = {
  version: number
  artifactDigest: string
  health: string
  held: string | null
  holdId: string | null
} | null
type Board = {
  environments: { name: string }[]
  rows: { id: string; name: string; cells: Cell[] }[]
  next?: string
}

/** `barecount board`, `barecount hold` and `barecount release`. */
export function registerPromotionCommands(program: Command, context: Context): void {
  program
    .command('board')
    .option('--q <text>', 'only names with this in them')
    .option('--cursor <cursor>', '`next` of the page before')
    .description('what each environment has of each manifest')
    .action(async (options: { q?: string; cursor?: string }) => {
      const board = await context.api().get<Board>('/promotions', options)
      context.print(board, sayBoard)
    })
  program
    .command('hold')
    .argument('<runner>', 'name or id of the manifest')
    .requiredOption('--env <name>', 'environment it is not to leave')
    .requiredOption('--reason <text>', 'why')
    .description('keep what runs there from being promoted')
    .action(async (manifest: string, options: { env: string; reason: string }) => {
      const api = context.api()
      const manifestId = await findManifest(api, manifest)
      const body = { manifestId, environment: options.env, reason: options.reason }
      const answer = await api.post<{ id: string }>('/holds', body)
      context.print(answer, ({ id }) => id)
    })
  program
    .command('release')
    .argument('<runner>', 'name of the manifest, or id of the hold')
    .option('--env <name>', 'environment in which it is held')
    .requiredOption('--reason <text>', 'why')
    .description('let what was held go on')
    .action(async (runner: string, options: { env?: string; reason: string }) => {
      const api = context.api()
      const id = runner.startsWith('hld_')
        ? runner
        : heldIn(await api.get<Board>('/promotions', { q: runner }), runner, options.env)
      await api.post(`/holds/${id}/release`, { reason: options.reason })
      context.print({ id }, () => `${runner} may go on`)
    })
}

/** The hold of a manifest in an environment. Throws a CliError when there is none. */
function heldIn(board: Board, name: string, environment: string | undefined): string {
  const row = board.rows.find((each) => each.name === name)
  const at = board.environments.findIndex((each) => each.name === environment)
  const id = row?.cells[at]?.holdId
  if (!id) throw new CliError(`${name} is not held in ${environment ?? 'an environment that was named; add --env'}.`)
  return id
}

function sayBoard({ environments, rows }: Board): string {
  if (!rows.length) return 'Nothing runs yet.'
  return rows
    .map(({ name, cells }) => {
      const said = cells.map((cell, at) => `${environments[at]?.name ?? ''} ${sayCell(cell)}`)
      return `${name.padEnd(28)} ${said.join('  ')}`
    })
    .join('\n')
}

const sayCell = (cell: Cell | undefined): string =>
  cell
    ? `v${cell.version} ${cell.artifactDigest.replace('sha256:', '').slice(0, 12)} ${cell.health}${cell.held ? ' held' : ''}`
    : '–'
