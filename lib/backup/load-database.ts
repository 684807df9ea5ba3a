import { createHash } from 'node:crypto'
import fs from 'node:fs'
import path from 'node:path'
import { pipeline } from 'node:stream/promises'
import { createGunzip } from 'node:zlib'
import pg from 'pg'
import { from as copyFrom } from 'pg-copy-streams'
import { prepareDatabase } from '../db/prepare-database.ts'
import { BareCountError } from '../errors.ts'
import type { BackedUpTable, BackupManifest } from './manifest.ts'
import { quoted, tablesOf } from './tables.ts'

/**
 * Loads a backup into the empty database at `ownerUrl`, in one transaction, so that half of one never looks whole; then
 * migrates it to what this version knows. Throws `invalid_state` for a database that holds something, `invalid_input`
 * for files that are not what the backup says, and the database's own message.
 */
export async function loadDatabase(ownerUrl: string, folder: string, backup: BackupManifest): Promise<void> {
  await checkFiles(folder, backup.tables)
  await prepareDatabase(ownerUrl, backup.migrations)
  const client = new pg.Client({ connectionString: ownerUrl, application_name: 'barecount restore' })
  client.on('error', () => undefined)
  await client.connect()
  try {
    await client.query('begin')
    const { rows } = await client.query('select 1 from "Tenant" limit 1')
    if (rows.length) {
      throw new BareCountError('invalid_state', 'The database holds tenants already.', {
        remedy: 'Restore into an empty one: a backup is never mixed with what is there.',
      })
    }
    // Rows come in no order of their references, and the guards of evidence are for whoever changes it.
    await client.query('set local session_replication_role = replica')
    const known = await tablesOf(client)
    for (const table of backup.tables) await loadTable(client, table, folder, known)
    for (const { schema, name, value } of backup.sequences) {
      await client.query('select setval($1::regclass, $2::bigint)', [quoted(schema, name), value])
    }
    await client.query('commit')
    await client.query('analyze')
  } finally {
    await client.end()
  }
  await prepareDatabase(ownerUrl)
}

async function loadTable(client: pg.Client, table: BackedUpTable, folder: string, known: readonly { name: string }[]) {
  if (!known.some(({ name }) => name === table.name)) {
    throw new BareCountError('invalid_input', `The backup has a table ${table.name} that its migrations do not make.`)
  }
  const name = quoted(table.schema, table.name)
  await client.query(`delete from ${name}`) // rows that migrations made are in the backup, as they were then
  const columns = table.columns.map((column) => quoted(column)).join(', ')
  const target = client.query(copyFrom(`copy ${name} (${columns}) from stdin`))
  await pipeline(fs.createReadStream(path.join(folder, table.file)), createGunzip(), target)
  if (target.rowCount !== table.rows) {
    throw new BareCountError('invalid_input', `${table.file} has ${target.rowCount} rows, not ${table.rows}.`)
  }
}

async function checkFiles(folder: string, tables: readonly BackedUpTable[]): Promise<void> {
  for (const { file, sha256 } of tables) {
    const hash = createHash('sha256')
    await pipeline(fs.createReadStream(path.join(folder, file)), hash)
    if (hash.digest('hex') !== sha256) {
      throw new BareCountError('invalid_input', `${file} is not what the backup says: it was changed or cut off.`)
    }
  }
}
