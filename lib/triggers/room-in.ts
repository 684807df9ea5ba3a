import { unsafeDb } from '../db/client.ts'

/** Runs of a runner that may wait before its files and messages are left where they are. */
const MOST_WAITING = 1000

/**
 * How many runs of a runner may be queued on top of those that wait. What arrives in masses stays where it is, in its
 * folder or its topic, until there is room: nothing is lost there, and the queue stays short.
 */
export async function roomIn(tenantId: string, runnerId: string): Promise<number> {
  const [row] = await unsafeDb.$queryRaw<{ waiting: number }[]>`
    select count(*)::int waiting from (
      select 1 from "Run" where "tenantId" = ${tenantId} and "runnerId" = ${runnerId} and status = 'queued'
      limit ${MOST_WAITING}) few`
  return MOST_WAITING - (row?.waiting ?? 0)
}

export const QUEUE_IS_FULL = `${MOST_WAITING} runs wait already; what has arrived stays where it is until there is room.`
