// What `npm run up` and `npm test` share before the project's own Node is there: plain JavaScript, no dependencies.
import { spawnSync } from 'node:child_process'
import fs from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'

export const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..')
const modules = path.join(root, 'node_modules')

/** Runs `npm ci` unless node_modules is what the lockfile asks for, and makes the database client when it is stale. */
export function install() {
  const missing = !isInstalled()
  if (missing) {
    console.log('Installing dependencies…')
    run('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'])
  }
  if (missing || clientIsStale()) run(projectNode(), [bin('prisma/build/index.js'), 'generate', '--no-hints'], 'ignore')
}

/** Whether every package of the lockfile is there in its version. npm keeps what it installed in a lockfile of its own. */
function isInstalled() {
  const read = (file) => JSON.parse(fs.readFileSync(file, 'utf8')).packages
  const own = path.join(modules, '.package-lock.json')
  if (!fs.existsSync(own)) return false
  const [asked, present] = [read(path.join(root, 'package-lock.json')), read(own)]
  // Packages of other platforms are optional and stay away.
  return Object.entries(asked).every(
    ([name, entry]) =>
      name === '' || entry.optional || entry.peer || entry.link || present[name]?.version === entry.version,
  )
}

/** Node 24 from node_modules; the Node that runs this where npm has no build for the platform. */
export function projectNode() {
  const own = path.join(modules, '.bin', process.platform === 'win32' ? 'node.cmd' : 'node')
  if (fs.existsSync(own) && spawnSync(own, ['--version']).status === 0) return own
  const major = Number(process.versions.node.split('.')[0])
  if (major >= 24) return process.execPath
  console.error(
    `There is no Node 24 package for ${process.platform}-${process.arch}. Install Node 24 and run this again.`,
  )
  process.exit(1)
}

export const bin = (file) => path.join(modules, file)

/** Runs a command to its end with our PATH first; ends this process when it fails. */
export function run(command, args, stdio = 'inherit') {
  const env = { ...process.env, PATH: `${path.join(modules, '.bin')}${path.delimiter}${process.env.PATH}` }
  const result = spawnSync(command, args, {
    cwd: root,
    env,
    stdio: stdio === 'ignore' ? ['ignore', 'ignore', 'inherit'] : stdio,
  })
  if (result.status !== 0) {
    console.error(
      `\`${path.basename(command)} ${args.join(' ')}\` failed (${result.status ?? result.signal ?? result.error?.message}).`,
    )
    process.exit(1)
  }
}

function clientIsStale() {
  const client = path.join(root, 'lib/db/generated/client.ts')
  if (!fs.existsSync(client)) return true
  const made = fs.statSync(client).mtimeMs
  const folder = path.join(root, 'prisma/schema')
  return fs.readdirSync(folder).some((name) => fs.statSync(path.join(folder, name)).mtimeMs > made)
}
