import fs from 'node:fs'
import { pipeline } from 'node:stream/promises'
import pg from 'pg'
import { systemActor } from '#lib/auth/actor.ts'
import { transaction, unsafeDb, unsafeTx } from '#lib/db/client.ts'
import { homePath } from '#lib/env.ts'
import { appendEvidence } from '#lib/evidence/append-evidence.ts'
import { exportPack } from '#lib/evidence/pack/export-pack.ts'
import { openPack } from '#lib/evidence/pack/open-pack.ts'
import { verifyPack } from '#lib/evidence/pack/verify-pack.ts'
import { proveEvidence } from '#lib/evidence/prove-evidence.ts'
import { registerKeys } from '#lib/evidence/register-keys.ts'
import { integratePending, runSequencer } from '#lib/evidence/sequencer.ts'
import { newId } from '#lib/ids.ts'

/** Prints one JSON line a figure: append, integrate, prove, export and verify, beside plain inserts of the same bytes. */
const EVENTS = 20_000
const WRITERS = 8
const PROOFS = 300
const TRACKED = 300

const tenant = { id: newId('tenant'), slug: 'bench' }
const actor = systemActor(tenant, 'bench')
await unsafeDb.tenant.create({ data: { ...tenant, name: 'Bench' } })
await registerKeys()

const append = (n: number) =>
  transaction((tx) =>
    appendEvidence(tx, {
      kind: 'run.finished',
      actor,
      result: 'succeeded',
      runnerId: 'run_bench',
      runId: `job_${n}`,
      runner: 'bench',
      token: `token-${n}`,
      status: 'succeeded',
      attempt: 1,
      artifactDigest: `sha256:${'ab'.repeat(32)}`,
      class: 'serverless',
      size: 'small',
      profile: 'public_vpc_egress',
      durationMs: 12,
    }),
  )

const appended = await timed(EVENTS, append)
const payloadBytes = (await unsafeDb.evidence.findFirstOrThrow({ where: { tenantId: tenant.id } })).payload
const owner = new pg.Client({ connectionString: process.env.BENCH_OWNER_URL })
await owner.connect()
await owner.query('create table plain (id bigserial primary key, payload bytea not null)')
await owner.end()
const plain = await timed(EVENTS, () =>
  transaction((tx) => unsafeTx(tx).$executeRaw`insert into plain (payload) values (${payloadBytes})`),
)
report('append, one transaction an event', appended, {
  against: 'a plain insert of the same bytes',
  ratio: appended.perSecond / plain.perSecond,
})
report('plain insert of the same bytes', plain)

const started = performance.now()
let integrated = 0
for (let taken = -1; taken !== 0; integrated += taken) taken = await integratePending()
print({
  name: 'integrate: sign, add to the log, checkpoint',
  n: integrated,
  unit: 'events/s',
  value: perSecond(integrated, started),
})

const ids = await unsafeDb.evidence.findMany({ where: { tenantId: tenant.id }, select: { id: true }, take: EVENTS })
const proven = await timed(PROOFS, (n) => proveEvidence(actor, ids[(n * 61) % ids.length]?.id as string), 1)
print({ name: `prove one of ${EVENTS}`, n: PROOFS, unit: 'ms', p50: proven.p50, p95: proven.p95 })

await measureWriteToProof()
await measurePack()
process.exit()

/** From the commit of an event to its proof, with the sequencer running and one event every few milliseconds. */
async function measureWriteToProof(): Promise<void> {
  const stopping = new AbortController()
  const sequencer = runSequencer(stopping.signal)
  const waits = await timed(
    TRACKED,
    async (n) => {
      const id = await append(EVENTS + n)
      while (!(await unsafeDb.evidenceLeaf.count({ where: { tenantId: tenant.id, evidenceId: id } }))) {
        await new Promise((resolve) => setTimeout(resolve, 5))
      }
    },
    4,
  )
  stopping.abort()
  await sequencer
  print({ name: 'write to proof, sequencer running', n: TRACKED, unit: 'ms', p50: waits.p50, p95: waits.p95 })
}

async function measurePack(): Promise<void> {
  const file = homePath('bench.zip')
  const exporting = performance.now()
  const { stream, treeSize } = await exportPack(actor)
  await pipeline(stream, fs.createWriteStream(file))
  print({ name: 'export a pack', n: treeSize, unit: 'events/s', value: perSecond(treeSize, exporting) })
  const verifying = performance.now()
  const verdict = await verifyPack(await openPack(file))
  if (!verdict.ok) throw new Error(JSON.stringify(verdict.checks))
  print({ name: 'verify a pack offline', n: treeSize, unit: 'events/s', value: perSecond(treeSize, verifying) })
}

type Timed = { n: number; p50: number; p95: number; perSecond: number }

/** Runs `work` `n` times with `writers` at once; latencies in ms. */
async function timed(n: number, work: (n: number) => Promise<unknown>, writers = WRITERS): Promise<Timed> {
  const taken: number[] = []
  const began = performance.now()
  let next = 0
  const write = async () => {
    while (next < n) {
      const at = performance.now()
      await work(next++)
      taken.push(performance.now() - at)
    }
  }
  await Promise.all(Array.from({ length: writers }, write))
  taken.sort((a, b) => a - b)
  const percentile = (share: number) => taken[Math.floor(taken.length * share)] ?? 0
  return { n, p50: percentile(0.5), p95: percentile(0.95), perSecond: perSecond(n, began) }
}

function perSecond(n: number, since: number): number {
  return n / ((performance.now() - since) / 1000)
}

function report(name: string, { n, p50, p95, perSecond: rate }: Timed, compared: object = {}): void {
  print({ name: `${name}, throughput with ${WRITERS} writers`, n, unit: 'events/s', value: rate, ...compared })
  print({ name, n, unit: 'ms', p50, p95 })
}

function print(figure: object): void {
  console.log(JSON.stringify(figure))
}
