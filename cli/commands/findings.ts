import { type Command, Option } from 'commander'
import { severities } from '#lib/artifacts/severities.ts'
import { findingKindNames, justifications, triageStatuses } from '#lib/findings/words.ts'
import type { Context } from '../context.ts'
import { pageLines } from '../page-lines.ts'

type Runner = { name: string; environment: { name: string } }
type Finding = {
  id: string
  severity: string
  status: string
  statusUntil: string | null
  rule: string
  component: string | null
  version: string | null
  path: string | null
  digest: string
  runners: Runner[]
}
type ComponentRow = { purl: string; artifact: { digest: string }; runners: Runner[] }
type Components = { components: ComponentRow[]; liveRunners: number; cut: boolean }

const short = (digest: string) => digest.replace('sha256:', '').slice(0, 12)
const placed = (runners: readonly Runner[]) =>
  runners.map(({ name, environment }) => `${name}@${environment.name}`).join(', ')

/** `barecount findings list|triage|which`. */
export function registerFindingsCommands(program: Command, context: Context): void {
  const findings = program.command('findings').description('what scans found, and how people stand to it')
  findings
    .command('list')
    .addOption(new Option('--severity <severity>').choices(severities))
    .addOption(new Option('--kind <kind>').choices(findingKindNames))
    .addOption(
      new Option('--status <status>', 'stale: in triage for over a month; decided: in the last week').choices([
        ...triageStatuses,
        'stale',
        'decided',
        'resolved',
      ]),
    )
    .option('--component <name>', 'only of this component')
    .option('--live', 'only of what runners have now')
    .option('--cursor <cursor>', '`next` of the page before')
    .description('findings, most severe first')
    .action(async ({ live, ...filters }: { live?: true } & Record<string, string>) => {
      const query = { ...filters, ...(live ? { live: 'yes' } : {}) }
      const page = await context.api().get<{ findings: Finding[]; next?: string }>('/findings', query)
      context.print(page, ({ findings: rows, next }) => pageLines(rows.map(line), next, 'No finding is like this.'))
    })
  findings
    .command('triage')
    .argument('<id...>', 'findings')
    .addOption(new Option('--status <status>').choices(triageStatuses).makeOptionMandatory())
    .requiredOption('--reason <text>', 'why')
    .addOption(new Option('--justification <word>', 'with not_affected').choices(justifications))
    .option('--until <time>', 'when it ends; accepted needs it, e.g. 2026-12-31T00:00:00Z')
    .option('--everywhere', 'for every artifact of the tenant, those to come included')
    .description('say how findings stand')
    .action(async (ids: string[], options: TriageOptions) => {
      const { status, reason, justification, until, everywhere } = options
      const said = {
        status,
        reason,
        ...(justification ? { justification } : {}),
        ...(until ? { expiresAt: until } : {}),
      }
      const body = { findingIds: ids, scope: everywhere ? 'tenant' : 'artifact', ...said }
      const answer = await context.api().post<{ triageIds: string[]; covers: number }>('/findings/triage', body)
      context.print(answer, ({ covers }) => `${covers} finding${covers === 1 ? ' is' : 's are'} ${status} now.`)
    })
  findings
    .command('which')
    .argument('<name>', 'component name, name@version, or package URL')
    .description('which runners contain a component')
    .action(async (name: string) => {
      context.print(await context.api().get<Components>('/components', { name }), which)
    })
}

type TriageOptions = { status: string; reason: string; justification?: string; until?: string; everywhere?: true }

function line({ id, severity, status, statusUntil, rule, component, version, path, digest, runners }: Finding): string {
  const what = component ? `${component} ${version ?? ''}`.trim() : (path ?? '')
  const stands = statusUntil ? `${status} until ${statusUntil}` : status
  return `${id}  ${severity.padEnd(8)} ${rule}  ${what}  ${short(digest)}  ${stands}  ${placed(runners) || 'runs nowhere'}`
}

function which({ components, liveRunners, cut }: Components): string {
  if (!components.length) return 'No artifact contains it.'
  const rows = components.map(
    (row) => `${row.purl}  ${short(row.artifact.digest)}  ${placed(row.runners) || 'runs nowhere'}`,
  )
  const total = `${liveRunners} live runner${liveRunners === 1 ? ' contains' : 's contain'} it.`
  return [...rows, cut ? `${total} There are more artifacts than are shown.` : total].join('\n')
}
