import pg from 'pg'
import { heard } from './heard.ts'

/** The owner of the database: it may fill tables and explain. Connect it before, end it after. */
export const owner = new pg.Client({ connectionString: process.env.TEST_OWNER_URL })

/** The plans of what `ask` reads, each with its statement. */
export async function plansOf(ask: () => Promise<unknown>): Promise<{ sql: string; plan: string }[]> {
  heard.length = 0
  await ask()
  const reads = heard.filter(
    ({ query }) => /^\s*(select|with|update)/i.test(query) && !/advisory|pg_notify/.test(query),
  )
  const plans: { sql: string; plan: string }[] = []
  for (const { query, params } of reads) {
    const { rows } = await owner.query(`explain ${query}`, JSON.parse(params) as unknown[])
    plans.push({ sql: query, plan: rows.map((row) => Object.values(row)[0]).join('\n') })
  }
  return plans
}
