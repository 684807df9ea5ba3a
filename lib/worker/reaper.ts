import { DBOSExecutor } from '@dbos-inc/dbos-sdk/internal/dbos-executor'
import pg from 'pg'
import { log } from '../log.ts'
import { handBackLost, workersWithRuns } from '../runs/hand-back-lost.ts'
import { executorLock, WORKFLOW_APPLICATION } from './dbos.ts'

const EVERY_MS = 1000

const tryLock = (executorId: string) => ({
  text: 'select pg_try_advisory_lock(hashtextextended($1, 0)) as locked',
  values: [executorLock(executorId)],
})

async function connect(url: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: url, keepAlive: true })
  client.on('error', (error) => log.warn({ err: error }, 'reaper connection'))
  await client.connect()
  return client
}

/**
 * Holds a session lock for this executor and takes over the work of executors whose lock is free, workflows and runs:
 * the durable engine itself only recovers its own. A process that loses its lock exits, so that two never do the same work.
 * Throws when another process lives under the same id. Returns a function that stops it and frees the lock.
 */
export async function startReaper(url: string, executorId: string): Promise<() => Promise<void>> {
  const own = await connect(url)
  const { rows } = await own.query(tryLock(executorId))
  if (!rows[0].locked) throw new Error(`Another worker runs as ${executorId}.`)
  let stopping = false
  const peek = await connect(url)
  // Without the first session another may take this worker's rows; without the second it would take over nobody's.
  for (const session of [own, peek]) {
    session.on('end', () => {
      if (stopping) return
      log.error('lost a database session that this worker lives by; exiting so that another may take over')
      process.exit(70)
    })
  }
  const sweep = async () => {
    const orphaned = await peek.query(
      `select distinct executor_id from dbos.workflow_status
        where status = 'PENDING' and application_name = $1 and executor_id <> $2`,
      [WORKFLOW_APPLICATION, executorId],
    )
    const others = new Set((orphaned.rows as { executor_id: string }[]).map((row) => row.executor_id))
    for (const other of await workersWithRuns(executorId)) others.add(other)
    for (const dead of others) {
      const lock = await peek.query(tryLock(dead))
      if (!lock.rows[0].locked) continue
      try {
        const taken = await DBOSExecutor.globalInstance?.recoverPendingWorkflows([dead])
        const runs = await handBackLost(dead)
        log.warn({ dead, workflows: taken?.length, runs }, 'took over the work of a dead worker')
      } finally {
        await peek.query('select pg_advisory_unlock(hashtextextended($1, 0))', [executorLock(dead)])
      }
    }
  }
  const timer = setInterval(() => void sweep().catch((error) => log.warn({ err: error }, 'reaper')), EVERY_MS)
  return async () => {
    stopping = true
    clearInterval(timer)
    await Promise.all([own.end(), peek.end()])
  }
}
