import { spawnSync } from 'node:child_process'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import pg from 'pg'
import { ensureDatabase } from '#lib/db/embedded/ensure-database.ts'
import { applicationUrl, prepareDatabase } from '#lib/db/prepare-database.ts'
import { serverHome } from '#lib/db/testing/server-home.ts'
import { type Figure, writePerformancePage } from './performance-page.ts'

/** One command a figure: `npm run bench`, or `npm run bench evidence`. */
const available = fs
  .readdirSync('bench')
  .filter((name) => name.endsWith('.ts'))
  .map((name) => name.slice(0, -3))
  .sort()
const asked = process.argv.slice(2)
const unknown = asked.filter((name) => !available.includes(name))
if (unknown.length) {
  console.error(`There is no bench ${unknown.join(', ')}. There are: ${available.join(', ')}.`)
  process.exit(2)
}

const server = await ensureDatabase(serverHome('bench'), 'postgres')
const figures: Record<string, Figure[]> = {}
for (const name of asked.length ? asked : available) {
  console.log(`\n── ${name}`)
  figures[name] = await runBench(name)
}
writePerformancePage(figures)
if (server.started) server.stop()
process.exit()

/** Runs one bench in a database and home that nothing else uses. Each line it prints on standard output is a figure. */
async function runBench(name: string): Promise<Figure[]> {
  const database = `bench_${name.replaceAll('-', '_')}_${process.pid}`
  const home = fs.mkdtempSync(path.join(os.tmpdir(), 'barecount-bench-'))
  fs.chmodSync(home, 0o755)
  const admin = new pg.Client({ connectionString: server.ownerUrl })
  await admin.connect()
  await admin.query(`create database "${database}"`)
  const owner = new URL(server.ownerUrl)
  owner.pathname = `/${database}`
  await prepareDatabase(owner.toString())
  const env = {
    ...process.env,
    DATABASE_URL: await applicationUrl(owner.toString()),
    BENCH_OWNER_URL: owner.toString(),
    BARECOUNT_HOME: home,
    LOG_LEVEL: 'silent',
  }
  const result = spawnSync(process.execPath, [`bench/${name}.ts`], {
    env,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  await admin.query(`drop database if exists "${database}" with (force)`)
  await admin.end()
  fs.rmSync(home, { recursive: true, force: true })
  if (result.status !== 0) throw new Error(`bench ${name} failed (${result.status ?? result.signal}).`)
  process.stdout.write(result.stdout)
  return result.stdout
    .split('\n')
    .filter((line) => line.startsWith('{'))
    .map((line) => JSON.parse(line) as Figure)
}
