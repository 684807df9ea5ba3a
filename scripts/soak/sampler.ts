import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'
import { limits } from './limits.ts'

const EVERY_MS = 100

export type Samples = {
  taken: number
  missed: number
  most: { platform: number; tenant: number; class: number; runner: number }
  violations: string[]
}

/** Looks, until `signal` aborts, whether at this instant any limit is passed: by rows that run, and by what is set aside. */
export async function sample(url: () => string, signal: AbortSignal, samples: Samples): Promise<void> {
  let client: pg.Client | undefined
  while (!signal.aborted) {
    try {
      client ??= await connect(url())
      await look(client, samples)
      samples.taken++
    } catch {
      samples.missed++ // the database was killed
      await client?.end().catch(() => undefined)
      client = undefined
    }
    await pause(EVERY_MS, undefined, { signal }).catch(() => undefined)
  }
  await client?.end().catch(() => undefined)
}

async function connect(url: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: url })
  client.on('error', () => undefined)
  await client.connect()
  return client
}

async function look(client: pg.Client, samples: Samples): Promise<void> {
  const { rows } = await client.query<{ of: keyof Samples['most']; what: string; n: number }>(`
    with running as materialized (select "tenantId", "runnerClass", "runnerId" from "Run" where status = 'running')
    select 'platform' as of, '' as what, count(*)::int as n from running
    union all select 'tenant', "tenantId", count(*)::int from running group by 2
    union all select 'class', "tenantId" || ' ' || "runnerClass", count(*)::int from running group by 2
    union all select 'runner', "runnerId", count(*)::int from running where "runnerClass" = 'serverless' group by 2`)
  for (const { of, what, n } of rows) {
    samples.most[of] = Math.max(samples.most[of], n)
    if (n > limits[of]) samples.violations.push(`${n} runs at once of ${of} ${what}, ${limits[of]} may be`)
  }
  const over = await client.query<{ tenantId: string; sum: string; max: string }>(`
    select u."tenantId", sum(u."costMicros" + u."reservedMicros") as sum, q."monthlyBudget" as max
      from "UsageMonth" u join "Quota" q on q."tenantId" = u."tenantId" and q.environment = ''
     where q."monthlyBudget" is not null
     group by 1, 3 having sum(u."costMicros" + u."reservedMicros") > q."monthlyBudget"`)
  for (const row of over.rows) samples.violations.push(`${row.tenantId} has ${row.sum} used or set aside of ${row.max}`)
}
