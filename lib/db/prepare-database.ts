import crypto from 'node:crypto'
import { migrateSystemDatabase } from '@dbos-inc/dbos-sdk/internal/system_database'
import pg from 'pg'
import { applyMigrations } from './migrate/apply-migrations.ts'

/** What the portal may do: everything but change or delete evidence. The guards migration holds its grants. */
const APPLICATION_ROLE = 'barecount_app'

const silent = { info() {}, debug() {}, warn() {}, error: console.error }

/**
 * Brings the database at `ownerUrl` up to date: our migrations, the durable-workflow schema, and the grants.
 * With `only`, no others of our migrations: a backup is loaded into the tables that it was taken from.
 * Returns the names of migrations applied now. Throws the database's own message when the role lacks a right.
 */
export async function prepareDatabase(ownerUrl: string, only?: readonly string[]): Promise<string[]> {
  const applied = await applyMigrations(ownerUrl, only)
  await migrateSystemDatabase(ownerUrl, silent as never, 'dbos', APPLICATION_ROLE)
  return applied
}

/**
 * The address with which the web and worker connect: a login that owns nothing and cannot touch evidence.
 * Its password derives from the owner's, so nothing more has to be kept. For the embedded database only.
 */
export async function applicationUrl(ownerUrl: string): Promise<string> {
  const url = new URL(ownerUrl)
  const password = crypto.createHash('sha256').update(`application:${url.password}`).digest('base64url')
  const client = new pg.Client({ connectionString: ownerUrl })
  await client.connect()
  // Roles belong to the server, not the database: two processes may create it at once, so a duplicate is no fault.
  await client.query(`do $$ begin create role barecount login; exception when duplicate_object then null; end $$`)
  await client.query(`alter role barecount password '${password}'`)
  await client.query(`grant ${APPLICATION_ROLE} to barecount`)
  await client.end()
  url.username = 'barecount'
  url.password = password
  return url.toString()
}
