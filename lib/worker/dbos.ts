import { DBOSClient } from '@dbos-inc/dbos-sdk'
import { Prisma, type Tx, unsafeTx } from '../db/client.ts'
import { env } from '../env.ts'

/** The name under which this product's workflows are stored. */
export const WORKFLOW_APPLICATION = 'barecount'

/** Constant on purpose: the default, a hash of the source, would strand every workflow in flight at each release. */
export const WORKFLOW_VERSION = '1'

/** Name of the session lock that a worker holds for as long as it lives. */
export const executorLock = (executorId: string): string => `${WORKFLOW_APPLICATION}:${executorId}`

const held = globalThis as unknown as { barecountWorkflows?: Promise<DBOSClient> }

/** A client that can queue work but never runs any; one a process. */
export function workflowClient(): Promise<DBOSClient> {
  held.barecountWorkflows ??= DBOSClient.create({
    systemDatabaseUrl: env.DATABASE_URL,
    applicationName: WORKFLOW_APPLICATION,
    systemDatabasePoolSize: 2,
  })
  return held.barecountWorkflows
}

/** A Prisma transaction in the shape of the `pg` client that DBOS writes its row with. */
export function asPgClient(tx: Tx) {
  return {
    async query(text: string, values: unknown[] = []) {
      try {
        const rows = await unsafeTx(tx).$queryRawUnsafe<unknown[]>(text, ...values)
        return { rows, rowCount: rows.length }
      } catch (error) {
        throw withSqlState(error)
      }
    },
  }
}

/** DBOS reads the SQLSTATE from `code`, as `pg` gives it; Prisma keeps it deeper. */
function withSqlState(error: unknown): unknown {
  if (!(error instanceof Prisma.PrismaClientKnownRequestError)) return error
  const cause = (error.meta?.driverAdapterError as { cause?: { originalCode?: string } })?.cause
  return cause?.originalCode ? Object.assign(error, { code: cause.originalCode }) : error
}
