import fs from 'node:fs'
import os from 'node:os'

/** One measured thing: percentiles in `unit`, or a single `value`; `against` names what it is compared with. */
export type Figure = {
  name: string
  n: number
  unit: string
  p50?: number
  p95?: number
  value?: number
  against?: string
  ratio?: number
}

const page = 'docs/performance.md'
const titles: Record<string, string> = {
  author: 'Keystroke to schema, policy and cost answer',
  deploy: 'Pipeline overhead with a no-op build',
  etl: 'Managed ETL: the same SQL in plain DuckDB and as a run; other work on the machine changes wall time, processor time less',
  invoke: 'Warm and cold invocation against a bare Node HTTP server',
  tail: 'Following one live log: from the line written to the line read',
  scan: 'Scanning artifacts, with an import of advisories of all ecosystems before',
  replay: 'A mass replay of 10,000 dead letters, carried out by one worker in the sandbox',
  list: 'The runs list: 5,000,000 runs of a tenant against 10,000',
  inbox: 'The inbox, with 100,000 requests of 200 tenants',
  policy: 'A policy decision with a matrix of 10,000 rows',
  whatif: 'What a change of policy would change: 50,000 live runners of 200 tenants',
  image: 'An image of 2,000 files and 64 MiB, without an engine',
  evidence: 'Evidence: append, integrate, prove, verify; against plain inserts of the same bytes',
}

/** Writes the measured sections into docs/performance.md and leaves the other sections as they were. */
export function writePerformancePage(figures: Record<string, Figure[]>): void {
  const before = fs.existsSync(page) ? fs.readFileSync(page, 'utf8') : ''
  const sections = new Map<string, string>()
  for (const part of before.split(/^## /m).slice(1)) sections.set(part.split('\n')[0] ?? '', part.trimEnd())
  for (const [name, rows] of Object.entries(figures)) {
    const title = titles[name] ?? name
    sections.set(title, [title, '', `\`npm run bench ${name}\` on ${machine()}.`, '', ...table(rows)].join('\n'))
  }
  const head =
    '# Performance\n\nEvery figure is made by the command above it. Times are of this machine; ratios travel better.\n'
  fs.writeFileSync(page, `${head}\n${[...sections.values()].map((section) => `## ${section}\n`).join('\n')}`)
}

function table(rows: Figure[]): string[] {
  const number = (value: number | undefined) =>
    value === undefined ? '' : Number(value.toPrecision(3)).toLocaleString('en-US')
  return [
    '| figure | n | p50 | p95 | value | unit | against | ratio |',
    '|---|---:|---:|---:|---:|---|---|---:|',
    ...rows.map(
      (row) =>
        `| ${row.name} | ${row.n.toLocaleString('en-US')} | ${number(row.p50)} | ${number(row.p95)} | ${number(row.value)} | ${row.unit} | ${row.against ?? ''} | ${number(row.ratio)} |`,
    ),
  ]
}

function machine(): string {
  const cpu = os.cpus()[0]?.model.trim() ?? 'unknown processor'
  return `${os.cpus().length} × ${cpu}, ${Math.round(os.totalmem() / 1024 ** 3)} GiB, ${os.type()}, Node ${process.versions.node}`
}
