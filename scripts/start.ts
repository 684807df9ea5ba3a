import fs from 'node:fs'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { buildPortal } from './start/build-portal.ts'
import { claimPort } from './start/claim-port.ts'
import { holdHome } from './start/hold-home.ts'
import { openDatabase } from './start/open-database.ts'
import { portalSecrets } from './start/portal-secrets.ts'
import { printAddress } from './start/print-address.ts'
import { startWeb, startWorker, waitUntilReady } from './start/processes.ts'
import { Supervisor } from './start/supervisor.ts'

const usage = `npm run up [-- --port N --home DIR --no-seed]

  --port N     where the portal listens on 127.0.0.1 (4400)
  --home DIR   keys, blobs and the embedded database (.data)
  --no-seed    no demo tenants and people; one platform admin`

const options = {
  port: { type: 'string', default: '4400' },
  home: { type: 'string', default: '.data' },
  'no-seed': { type: 'boolean', default: false },
  help: { type: 'boolean', default: false },
} as const
const values = readOptions()
if (values.help) {
  console.log(usage)
  process.exit(0)
}
const port = Number(values.port)
if (!Number.isInteger(port) || port < 1 || port > 65535) {
  console.error(`--port takes a number from 1 to 65535, not "${values.port}".`)
  process.exit(2)
}

const home = path.resolve(values.home)
fs.mkdirSync(home, { recursive: true })
const release = holdHome(home)
await claimPort(port)
const url = process.env.BARECOUNT_URL ?? `http://localhost:${port}`
const supervisor = new Supervisor()
const database = await openDatabase(home)
const settings = {
  ...portalSecrets(home),
  DATABASE_URL: database.url,
  BARECOUNT_HOME: home,
  BARECOUNT_URL: url,
  NEXTAUTH_URL: url,
}

let ending = false
async function end(code: number): Promise<void> {
  if (ending) return
  ending = true
  await supervisor.stop()
  database.stop()
  release()
  process.exit(code)
}
process.on('SIGINT', () => void end(0))
process.on('SIGTERM', () => void end(0))
process.on('SIGHUP', () => void end(0))

try {
  await database.prepare({ seed: !values['no-seed'], settings })
  await buildPortal()
  supervisor.keep('database', database.watch)
  startWeb(supervisor, settings, port)
  startWorker(supervisor, settings)
  await waitUntilReady(`http://127.0.0.1:${port}`, supervisor)
  await printAddress(url, home, { seeded: !values['no-seed'] })
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  await end(1)
}

function readOptions() {
  try {
    return parseArgs({ options }).values
  } catch (error) {
    console.error(`${(error as Error).message}\n\n${usage}`)
    process.exit(2)
  }
}
