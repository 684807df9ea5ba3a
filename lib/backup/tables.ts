import type pg from 'pg'

export type Table = { schema: string; name: string; columns: string[] }

/** The portal's own rows and those of the durable workflows. What says which migrations were applied is made, not copied. */
const SCHEMAS = ['public', 'dbos']
const MADE = ['_prisma_migrations', 'dbos_migrations']

export const quoted = (...names: string[]): string => names.map((name) => `"${name.replaceAll('"', '""')}"`).join('.')

/** Every table that a backup holds, with the columns that are stored rather than computed. */
export async function tablesOf(client: pg.ClientBase): Promise<Table[]> {
  const { rows } = await client.query(
    `select n.nspname as schema, c.relname as name,
            array_agg(a.attname::text order by a.attnum) as columns
       from pg_class c
       join pg_namespace n on n.oid = c.relnamespace
       join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
      where c.relkind = 'r' and n.nspname = any($1) and c.relname <> all($2)
      group by 1, 2 order by 1, 2`,
    [SCHEMAS, MADE],
  )
  return rows
}

/** The sequences that have given out a value. */
export async function sequencesOf(client: pg.ClientBase): Promise<{ schema: string; name: string; value: string }[]> {
  const { rows } = await client.query(
    `select schemaname as schema, sequencename as name, last_value::text as value
       from pg_sequences where schemaname = any($1) and last_value is not null order by 1, 2`,
    [SCHEMAS],
  )
  return rows
}

/** The migrations a database has been through, in their order. */
export async function migrationsOf(client: pg.ClientBase): Promise<string[]> {
  const { rows } = await client.query(
    `select migration_name as name from _prisma_migrations
      where finished_at is not null and rolled_back_at is null order by 1`,
  )
  return rows.map(({ name }) => name)
}
