import fs from 'node:fs'
import type { Command } from 'commander'
import { CliError, type Context } from '../context.ts'
import { pageLines } from '../page-lines.ts'

type Version = { version: number; scope: string; note: string; activatedAt: string | null; retiredAt: string | null }
type Draft = { id: string; scope: string; title: string; status: string; revision: number }
type Fault = { rule: string; severity: string; line: number; column: number; message: string; remedy?: string }
type Simulation = {
  status: string
  counts: Record<string, { denied: number; allowed: number; looked: number }>
  reason: string | null
}

const LOOK_MS = 500

/** `barecount policy list|show|validate|drafts|draft|simulate|submit|activate`. */
export function registerPolicyCommands(program: Command, context: Context): void {
  const policy = program.command('policy').description('rules: versions, drafts, tests, what they would change')
  policy
    .command('list')
    .option('--cursor <cursor>', '`next` of the page before')
    .description('versions of the platform and of the tenant, newest first')
    .action(async (options: { cursor?: string }) => {
      const page = await context.api().get<{ versions: Version[]; next?: string }>('/policies/versions', options)
      context.print(page, ({ versions, next }) => pageLines(versions.map(versionLine), next, 'No versions.'))
    })
  policy
    .command('show')
    .argument('<version>', 'number of a version')
    .option('--against <version>', 'says what it changes against this one')
    .description('the rules of a version, and what it changed')
    .action(async (version: string, options: { against?: string }) => {
      const shown = await context
        .api()
        .get<Version & { policies: Record<string, string>; diff: Record<'added' | 'changed' | 'removed', string[]> }>(
          `/policies/versions/${version}`,
          options,
        )
      context.print(shown, ({ policies, diff }) =>
        [
          versionLine(shown),
          `added: ${diff.added.join(', ') || '–'}; changed: ${diff.changed.join(', ') || '–'}; removed: ${diff.removed.join(', ') || '–'}`,
          ...Object.values(policies),
        ].join('\n\n'),
      )
    })
  policy
    .command('validate')
    .argument('<file>', 'a file of Cedar policies')
    .description('every fault of a file, with its line and what was probably meant; nothing is kept')
    .action(async (file: string) => {
      const text = readText(file)
      const answer = await context.api().post<{ rules: string[]; faults: Fault[] }>('/policies/validate', { text })
      context.print(answer, ({ rules, faults }) =>
        faults.length ? faults.map((fault) => faultLine(file, fault)).join('\n') : `${rules.length} rules, no faults`,
      )
      if (answer.faults.some(({ severity }) => severity === 'error')) throw new CliError(`${file} has faults.`)
    })
  policy
    .command('drafts')
    .option('--cursor <cursor>', '`next` of the page before')
    .description('drafts, newest first')
    .action(async (options: { cursor?: string }) => {
      const page = await context.api().get<{ drafts: Draft[]; next?: string }>('/policies/drafts', options)
      context.print(page, ({ drafts, next }) => pageLines(drafts.map(draftLine), next, 'No drafts.'))
    })
  policy
    .command('draft')
    .argument('<id>', 'a draft')
    .description('a draft with its faults')
    .action(async (id: string) => {
      const draft = await context.api().get<Draft & { faults: Fault[] }>(`/policies/drafts/${id}`)
      context.print(draft, ({ faults }) =>
        [draftLine(draft), ...faults.map((fault) => faultLine(fault.rule, fault))].join('\n'),
      )
    })
  policy
    .command('simulate')
    .argument('<id>', 'a draft')
    .description('what would change if it were active; waits for the answer')
    .action(async (id: string) => {
      await context.api().post(`/policies/drafts/${id}/simulate`, await revisionOf(context, id))
      const simulation = await ended(context, id)
      context.print(simulation, ({ counts }) =>
        Object.entries(counts)
          .filter(([kind]) => kind !== 'tenants')
          .map(
            ([kind, { denied, allowed, looked }]) =>
              `${kind}s: ${denied} denied, ${allowed} allowed again, of ${looked}`,
          )
          .join('\n'),
      )
      if (simulation.status === 'failed') throw new CliError(simulation.reason ?? 'The simulation failed.')
    })
  for (const [act, says] of [
    ['submit', 'asks people to decide about a draft as it is'],
    ['activate', 'makes an approved draft the active version'],
    ['rebase', 'brings a draft onto the version that is active now'],
    ['discard', 'ends a draft without a version'],
  ] as const) {
    policy
      .command(act)
      .argument('<id>', 'a draft')
      .description(says)
      .action(async (id: string) => {
        const answer = await context.api().post<object>(`/policies/drafts/${id}/${act}`, await revisionOf(context, id))
        context.print(answer, (said) => Object.values(said).join(' '))
      })
  }
}

/** The draft as it is at this moment: what somebody at a terminal means. */
async function revisionOf(context: Context, id: string): Promise<{ revision: number }> {
  const { revision } = await context.api().get<Draft>(`/policies/drafts/${id}`)
  return { revision }
}

async function ended(context: Context, id: string): Promise<Simulation> {
  for (;;) {
    const { simulation } = await context
      .api()
      .get<{ simulation: Simulation }>(`/policies/drafts/${id}/changes`, { limit: '1' })
    if (simulation.status !== 'running') return simulation
    await new Promise((resolve) => setTimeout(resolve, LOOK_MS))
  }
}

function readText(file: string): string {
  try {
    return fs.readFileSync(file, 'utf8')
  } catch {
    throw new CliError(`${file} cannot be read.`)
  }
}

const versionLine = ({ version, scope, note, activatedAt, retiredAt }: Version) =>
  `${String(version).padStart(4)}  ${scope.padEnd(8)} ${activatedAt && !retiredAt ? 'active ' : '       '} ${note}`
const draftLine = ({ id, scope, title, status, revision }: Draft) =>
  `${id}  ${scope.padEnd(8)} ${status.padEnd(9)} r${revision}  ${title}`
const faultLine = (file: string, { rule, severity, line, column, message, remedy }: Fault) =>
  `${file}:${line}:${column} ${severity} ${rule}: ${message}${remedy ? ` ${remedy}` : ''}`
