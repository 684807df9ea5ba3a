import crypto from 'node:crypto'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import pg from 'pg'
import { afterAll, inject } from 'vitest'

// Runs before each database test file is loaded: a database and a home of its own, in place before lib/env.ts reads them.
const { adminUrl, appUrl, template } = inject('testServer')
const name = `test_${crypto.randomBytes(6).toString('hex')}`
const home = fs.mkdtempSync(path.join(os.tmpdir(), 'barecount-home-'))
// A test may start sandboxes under another account, which must be able to walk in.
fs.chmodSync(home, 0o755)

const admin = new pg.Client({ connectionString: adminUrl })
await admin.connect()
await admin.query(`create database "${name}" template "${template}"`)
await admin.end()

const withDatabase = (url: string) => {
  const next = new URL(url)
  next.pathname = `/${name}`
  return next.toString()
}
process.env.DATABASE_URL = withDatabase(appUrl)
process.env.TEST_OWNER_URL = withDatabase(adminUrl)
process.env.BARECOUNT_HOME = home
process.env.LOG_LEVEL = 'silent'

afterAll(async () => {
  const client = new pg.Client({ connectionString: adminUrl })
  await client.connect()
  await client.query(`drop database if exists "${name}" with (force)`)
  await client.end()
  fs.rmSync(home, { recursive: true, force: true })
})
