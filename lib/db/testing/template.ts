import crypto from 'node:crypto'
import fs from 'node:fs'
import path from 'node:path'
import pg from 'pg'
import type { TestProject } from 'vitest/node'
import { ensureDatabase } from '../embedded/ensure-database.ts'
import { migrationsFolder } from '../migrate/schema-engine.ts'
import { applicationUrl, prepareDatabase } from '../prepare-database.ts'
import { serverHome } from './server-home.ts'

declare module 'vitest' {
  interface ProvidedContext {
    testServer: { adminUrl: string; appUrl: string; template: string }
  }
}

function migrationsDigest(): string {
  const hash = crypto.createHash('sha256')
  for (const name of fs.readdirSync(migrationsFolder).sort()) {
    const file = path.join(migrationsFolder, name, 'migration.sql')
    if (fs.existsSync(file)) hash.update(name).update(fs.readFileSync(file))
  }
  return hash.digest('hex').slice(0, 12)
}

/** Starts the test server once and makes a migrated template that every database test clones. */
export default async function setup(project: TestProject): Promise<() => void> {
  const template = `template_${migrationsDigest()}`
  const server = await ensureDatabase(serverHome('test'), 'postgres')
  const adminUrl = server.ownerUrl
  const admin = new pg.Client({ connectionString: adminUrl })
  await admin.connect()
  const found = await admin.query('select 1 from pg_database where datname = $1', [template])
  if (!found.rowCount) {
    const building = `${template}_${process.pid}`
    await admin.query(`create database "${building}"`)
    const url = new URL(adminUrl)
    url.pathname = `/${building}`
    await prepareDatabase(url.toString())
    await admin.query('select pg_terminate_backend(pid) from pg_stat_activity where datname = $1', [building])
    await admin
      .query(`alter database "${building}" rename to "${template}"`)
      .catch(async (error: { code?: string }) => {
        if (error.code !== '42P04') throw error
        await admin.query(`drop database "${building}"`) // another run was first
      })
  }
  const appUrl = await applicationUrl(adminUrl)
  await admin.end()
  project.provide('testServer', { adminUrl, appUrl, template })
  // One that was running before belongs to somebody else, such as a watching run.
  return () => {
    if (server.started) server.stop()
  }
}
