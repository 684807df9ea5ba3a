import { spawnSync } from 'node:child_process'
import crypto from 'node:crypto'
import fs from 'node:fs'
import net from 'node:net'
import path from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'
import { freePort } from '../../free-port.ts'
import { withFileLock } from './file-lock.ts'
import { type Account, nativeFolder, reachableFolder, serverAccount } from './postgres-binaries.ts'

type Secret = { password: string; port: number }

export type EmbeddedDatabase = {
  /** Address of `database` as the owner role. */
  ownerUrl: string
  /** Whether this call started the server; false when it was running already. */
  started: boolean
  stop(): boolean
}

const serverFlags = [
  'listen_addresses=127.0.0.1',
  "unix_socket_directories=''",
  'max_connections=200',
  'shared_buffers=256MB',
  'wal_level=minimal',
  'max_wal_senders=0',
].map((flag) => `-c ${flag}`)

function run(binary: string, args: string[], account: Account, dataFolder: string, quiet = false) {
  const locale = process.platform === 'darwin' ? 'en_US.UTF-8' : 'C.UTF-8'
  return spawnSync(binary, args, {
    ...account,
    cwd: '/',
    encoding: 'utf8',
    env: { NODE_ENV: 'production', PATH: '/usr/bin:/bin', LC_ALL: locale, PGDATA: dataFolder },
    // pg_ctl hands its descriptors to the server; a pipe would never close.
    stdio: quiet ? ['ignore', 'ignore', 'ignore'] : ['ignore', 'pipe', 'pipe'],
  })
}

function answers(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = net.connect(port, '127.0.0.1', () => {
      socket.destroy()
      resolve(true)
    })
    socket.on('error', () => resolve(false))
  })
}

async function initialise(home: string, data: string, initdb: string, account: Account): Promise<void> {
  const secret: Secret = { password: crypto.randomBytes(18).toString('base64url'), port: await freePort() }
  fs.rmSync(data, { recursive: true, force: true })
  fs.mkdirSync(data, { mode: 0o700 })
  const passwordFile = path.join(home, 'initial-password')
  fs.writeFileSync(passwordFile, `${secret.password}\n`, { mode: 0o600 })
  if (account.uid !== undefined && account.gid !== undefined) {
    for (const owned of [home, data, passwordFile]) fs.chownSync(owned, account.uid, account.gid)
  }
  const args = ['-D', data, '-U', 'postgres', '-A', 'scram-sha-256', '--pwfile', passwordFile, '-E', 'UTF8']
  const result = run(
    initdb,
    [...args, '--locale-provider=builtin', '--locale=C.UTF-8', '--data-checksums'],
    account,
    data,
  )
  fs.rmSync(passwordFile)
  if (result.status !== 0) throw new Error(`The database could not be created: ${result.stdout}${result.stderr}`)
  fs.writeFileSync(path.join(home, 'secret.json'), JSON.stringify(secret), { mode: 0o600 })
}

async function startServer(
  pgCtl: string,
  home: string,
  data: string,
  port: number,
  account: Account,
): Promise<boolean> {
  const log = path.join(home, 'postgres.log')
  const args = ['-D', data, '-w', '-t', '60', '-l', log, '-o', [`-p ${port}`, ...serverFlags].join(' '), 'start']
  // Not `pg_ctl status`: it calls a killed, not yet reaped postmaster "running". The port tells the truth.
  for (let tries = 0; !(await answers(port)); tries++) {
    if (run(pgCtl, args, account, data, true).status === 0) return true
    if (tries >= 40) throw new Error(`The database did not start: ${fs.readFileSync(log, 'utf8').slice(-2000)}`)
    await pause(250) // backends of a killed postmaster may still hold its shared memory
  }
  return false
}

/**
 * A Postgres 18 server in `home`, created and started when needed, shared by every process that asks.
 * Safe to call from several processes at once and after any of them, or the server, was killed.
 * Throws with the server's own words when it cannot be created or started.
 */
export async function ensureDatabase(home: string, database = 'barecount'): Promise<EmbeddedDatabase> {
  const root = path.resolve(home)
  const data = path.join(root, 'data')
  fs.mkdirSync(root, { recursive: true })
  return withFileLock(path.join(root, '.lock'), async () => {
    const account = serverAccount(data)
    const native = reachableFolder(nativeFolder(), account)
    const binary = (name: string) => path.join(native, 'bin', process.platform === 'win32' ? `${name}.exe` : name)
    if (!fs.existsSync(path.join(data, 'PG_VERSION'))) await initialise(root, data, binary('initdb'), account)
    const { password, port } = JSON.parse(fs.readFileSync(path.join(root, 'secret.json'), 'utf8')) as Secret
    const started = await startServer(binary('pg_ctl'), root, data, port, account)
    const url = (name: string) => `postgresql://postgres:${password}@127.0.0.1:${port}/${name}`
    await createDatabase(url('postgres'), database)
    return {
      ownerUrl: url(database),
      started,
      stop: () => run(binary('pg_ctl'), ['-D', data, '-m', 'fast', '-w', 'stop'], account, data).status === 0,
    }
  })
}

async function createDatabase(adminUrl: string, name: string): Promise<void> {
  const client = new pg.Client({ connectionString: adminUrl })
  // A server that dies meanwhile is also told as an event, and one that nobody hears ends the process that asked; the
  // call under way rejects and tells it too.
  client.on('error', () => {})
  try {
    await client.connect()
    const found = await client.query('select 1 from pg_database where datname = $1', [name])
    if (!found.rowCount) await client.query(`create database "${name}"`)
  } finally {
    await client.end().catch(() => undefined)
  }
}
