import { createHash } from 'node:crypto'
import fs from 'node:fs'
import path from 'node:path'
import { Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGzip } from 'node:zlib'
import pg from 'pg'
import { to as copyTo } from 'pg-copy-streams'
import type { BackedUpTable, BackupManifest } from './manifest.ts'
import { migrationsOf, quoted, sequencesOf, type Table, tablesOf } from './tables.ts'

type Dumped = Pick<BackupManifest, 'takenAt' | 'migrations' | 'tables' | 'sequences'>

/**
 * Writes every row of the database at `ownerUrl` into files below `folder`, all as of one instant; nobody waits for it
 * and it waits for nobody. Throws the database's own message.
 */
export async function dumpDatabase(ownerUrl: string, folder: string): Promise<Dumped> {
  fs.mkdirSync(folder, { recursive: true, mode: 0o700 })
  const client = new pg.Client({ connectionString: ownerUrl, application_name: 'barecount backup' })
  client.on('error', () => undefined) // the query under way tells it too
  await client.connect()
  try {
    await client.query('begin isolation level repeatable read read only')
    const { rows } = await client.query('select now() as now')
    const tables: BackedUpTable[] = []
    for (const table of await tablesOf(client)) tables.push(await dumpTable(client, table, folder))
    // Sequences stand outside of the snapshot: read after it, they are where the rows are, or further.
    const sequences = await sequencesOf(client)
    return { takenAt: rows[0].now.toISOString(), migrations: await migrationsOf(client), tables, sequences }
  } finally {
    await client.end()
  }
}

async function dumpTable(client: pg.Client, table: Table, folder: string): Promise<BackedUpTable> {
  const file = `${table.schema}.${table.name}.copy.gz`
  const columns = table.columns.map((name) => quoted(name)).join(', ')
  const source = client.query(copyTo(`copy ${quoted(table.schema, table.name)} (${columns}) to stdout`))
  const hash = createHash('sha256')
  const hashing = new Transform({
    transform(chunk, _encoding, done) {
      hash.update(chunk)
      done(null, chunk)
    },
  })
  await pipeline(
    source,
    createGzip({ level: 1 }),
    hashing,
    fs.createWriteStream(path.join(folder, file), { mode: 0o600 }),
  )
  return { ...table, rows: source.rowCount, file, sha256: hash.digest('hex') }
}
