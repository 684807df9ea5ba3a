// `node scripts/bench/no-op-engine.ts dbos|pg-boss COUNT`: a bare durable engine carries out COUNT jobs that do nothing,
// queued while it works; prints the seconds it took. In a process of its own, as a worker is.
import { DBOS, DBOSClient } from '@dbos-inc/dbos-sdk'
import { PgBoss } from 'pg-boss'
import { env } from '#lib/env.ts'

const [engine, count] = [process.argv[2], Number(process.argv[3])]
const connectionString = process.env.BENCH_OWNER_URL ?? env.DATABASE_URL
let done = 0
let finished = () => {}
const all = new Promise<void>((resolve) => {
  finished = resolve
})
const workflow = async () => {
  if (++done === count) finished()
}
const numbers = Array.from({ length: count }, (_, n) => n)

/** Sixteen at a time, as sixteen callers would. */
async function inParallel(work: (n: number) => Promise<unknown>): Promise<void> {
  const rest = [...numbers]
  await Promise.all(
    Array.from({ length: 16 }, async () => {
      for (let next = rest.pop(); next !== undefined; next = rest.pop()) await work(next)
    }),
  )
}

if (engine === 'dbos') {
  DBOS.registerWorkflow(workflow, { name: 'no-op' })
  DBOS.setConfig({ name: 'bench', systemDatabaseUrl: connectionString, applicationVersion: 'bench', logLevel: 'error' })
  await DBOS.launch()
  await DBOS.registerQueue('no-op', { minPollingIntervalMs: 50, workerConcurrency: 300 })
  const client = await DBOSClient.create({ systemDatabaseUrl: connectionString, applicationName: 'bench' })
  const started = performance.now()
  await inParallel((n) =>
    client.enqueue({ queueName: 'no-op', workflowName: 'no-op', workflowID: `no-op-${n}`, appVersion: 'bench' }),
  )
  await all
  console.log((performance.now() - started) / 1000)
  await client.destroy()
  await DBOS.shutdown()
} else {
  const boss = new PgBoss({ connectionString })
  await boss.start()
  await boss.createQueue('no-op')
  await boss.work('no-op', { batchSize: 50, pollingIntervalSeconds: 0.5 }, async (jobs) => {
    for (const _ of jobs) await workflow()
  })
  const started = performance.now()
  await inParallel((n) => boss.send('no-op', { n }))
  await all
  console.log((performance.now() - started) / 1000)
  await boss.stop({ graceful: false })
}
process.exit()
