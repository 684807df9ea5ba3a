import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import { decideApproval } from '#lib/approvals/decide-approval.ts'
import { unsafeDb } from '#lib/db/client.ts'
import { makeTenant } from '#lib/db/testing/world.ts'
import { groupDeadLetters } from '#lib/dead-letters/group-dead-letters.ts'
import { committedEffect } from '#lib/provisioning/targets/local/run-output.ts'
import { getReplay } from '#lib/replays/queries.ts'
import { rehearseReplay } from '#lib/replays/rehearse-replay.ts'
import { replayReport } from '#lib/replays/replay-report.ts'
import { requestReplay } from '#lib/replays/request-replay.ts'
import { stopReplay } from '#lib/replays/stop-replay.ts'
import { activeRunner } from '#lib/runs/testing/active-runner.ts'
import { deadLetters } from '#lib/runs/testing/dead-letters.ts'
import { printFigure, timesOf } from '#scripts/bench/print-figure.ts'

// A mass replay of ten thousand dead letters, from the rehearsal to the reconciliation, carried out by a worker in the
// sandbox: approved, begun by its canary, throttled, stopped in the middle, and what was left replayed by a second one.
// What does not hold ends it with an error.

const LETTERS = 10_000
const RUNNERS = 4
const REPEATS = 10
const RATE = 200
const STOP_AT = 3000
const EFFECT = `import fs from 'node:fs'
export const handler = async ({ n }) => {
  fs.writeFileSync(process.env.BC_OUTPUT_DIR + '/effect', String(n))
  return n
}`

const tenant = await makeTenant()
const specs: Awaited<ReturnType<typeof activeRunner>>[] = []
for (let index = 0; index < RUNNERS; index++) {
  const spec = await activeRunner(tenant, EFFECT, { concurrency: 12 })
  await deadLetters(tenant.id, spec, { prefix: `bench-${index}`, count: LETTERS / RUNNERS, errors: 8 })
  specs.push(spec)
}
await unsafeDb.$executeRaw`analyze`
const letters = { filter: {} }
const of = `of ${LETTERS.toLocaleString('en-US')}`
printFigure(`groups by error, ${of}`, await timesOf(REPEATS, () => groupDeadLetters(tenant.engineer)))
printFigure(`rehearsal ${of}`, await timesOf(REPEATS, () => rehearseReplay(tenant.engineer, { letters })))

const worker = spawn(process.execPath, ['--disable-warning=DeprecationWarning', 'lib/worker/main.ts'], {
  stdio: ['ignore', 'ignore', 'inherit'],
})
worker.once('exit', (code) => fail(`the worker ended (${code})`))

let first = ''
printFigure(
  `list fixed and approval asked for, ${of}`,
  await timesOf(1, async () => {
    first = await askAndApprove()
  }),
)
await until(first, ({ counts }) => LETTERS - counts.waiting >= STOP_AT)
const stopping = performance.now()
await stopReplay(tenant.engineer, { id: first, reason: 'the bench stops it in the middle' })
const stopped = await until(first, ({ finishedAt }) => finishedAt !== null)
printFigure('from the word to stop to the reconciliation', [performance.now() - stopping])
check('a stop leaves the rest alone', stopped.counts.not_started > 0, stopped.counts)

const began = performance.now()
const second = await askAndApprove()
const done = await until(second, ({ finishedAt }) => finishedAt !== null)
const left = stopped.counts.not_started
print('tokens/s of the rest, begun, carried out and reconciled', (left * 1000) / (performance.now() - began), left)
check('both together are the list', stopped.counts.succeeded + done.counts.succeeded === LETTERS, done.counts)

for (const [id, { counts }] of [
  [first, stopped],
  [second, done],
] as const) {
  const most = await mostInASecond(id)
  check('the throttle held', most <= RATE, most)
  print('most begun in any second of a replay with a throttle of 200', most, LETTERS)
  await reconciles(id, counts)
}
const open = await unsafeDb.deadLetter.count({ where: { tenantId: tenant.id, status: 'open' } })
check('the ledger is at zero', open === 0, open)
const effects = specs.map((spec, index) => {
  const tokens = Array.from({ length: LETTERS / RUNNERS }, (_, n) => `bench-${index}-${n + 1}`)
  return tokens.filter((token) => committedEffect(spec, token)).length
})
check('each token took effect', effects.reduce((sum, n) => sum + n, 0) === LETTERS, effects)
worker.removeAllListeners('exit')
worker.kill('SIGTERM')
process.exit()

/** A replay of everything that is open, approved by somebody else. */
async function askAndApprove(): Promise<string> {
  const asked = { letters, reason: 'a bench', ratePerSecond: RATE, canaryPercent: 1 }
  const { id, approvalId } = await requestReplay(tenant.engineer, asked)
  if (!approvalId) throw new Error('a mass replay asks for approval')
  await decideApproval(tenant.approver, { approvalId, verdict: 'approve', comment: '' })
  return id
}

type Replay = Awaited<ReturnType<typeof getReplay>>

async function until(id: string, holds: (replay: Replay) => boolean): Promise<Replay> {
  for (;;) {
    const replay = await getReplay(tenant.engineer, id)
    if (holds(replay)) return replay
    if (replay.status === 'paused') fail(`it is held: ${replay.statusReason}`)
    await pause(100)
  }
}

/** Tokens begun in any second, wherever it starts: as the throttle promises. */
async function mostInASecond(id: string): Promise<number> {
  const [row] = await unsafeDb.$queryRaw<[{ most: number }]>`
    select max(n)::int as most from (
      select count(*) over (order by "startedAt" range between interval '999 ms' preceding and current row) as n
      from "ReplayItem" where "tenantId" = ${tenant.id} and "replayId" = ${id} and "startedAt" is not null) seconds`
  return row.most
}

/** The report has each token of the list once, its outcomes are those of the page, and its digest is the one in evidence. */
async function reconciles(id: string, counts: Replay['counts']): Promise<void> {
  const text = await new Response(await replayReport(tenant.engineer, id, 'json')).text()
  const { items, reportDigest, tokens } = JSON.parse(text) as Report
  const found = Object.fromEntries(
    Map.groupBy(tokens, ({ outcome }) => outcome)
      .entries()
      .map(([of, all]) => [of, all.length]),
  )
  const told = Object.fromEntries(Object.entries(counts).filter(([, count]) => count))
  check('its outcomes are the page’s', JSON.stringify(sorted(found)) === JSON.stringify(sorted(told)), { found, told })
  check(
    'it has every token once',
    new Set(tokens.map(({ runner, token }) => `${runner} ${token}`)).size === items,
    items,
  )
  const lines = tokens.map(({ seq, token, outcome, runId }) => `${seq} ${token} ${outcome} ${runId ?? '-'}`)
  const digest = `sha256:${createHash('sha256').update(lines.join('\n')).digest('hex')}`
  check('its digest is the one in evidence', digest === reportDigest, { digest, reportDigest })
}

type Report = {
  items: number
  reportDigest: string
  tokens: { seq: number; token: string; runner: string; outcome: string; runId: string | null }[]
}
function check(what: string, holds: boolean, found: unknown): void {
  if (!holds) fail(`${what}: ${JSON.stringify(found)}`)
}

function fail(why: string): never {
  console.error(why)
  worker.kill('SIGKILL')
  process.exit(1)
}

function sorted(counts: Record<string, number>) {
  return Object.entries(counts).sort(([a], [b]) => (a < b ? -1 : 1))
}

function print(name: string, value: number, n: number): void {
  console.log(JSON.stringify({ name, value, n, unit: 'tokens' }))
}
