import { createHash } from 'node:crypto'
import fs from 'node:fs'
import { cp, mkdir, readFile, rename, rm } from 'node:fs/promises'
import path from 'node:path'
import { BareCountError } from '../../errors.ts'
import { parseLockfile, refuseUncheckable } from './lockfile.ts'
import { readPackageJson } from './package-json.ts'
import { runTool } from './run-tool.ts'

const TIMEOUT_MS = 180_000

const NPM_CI = [
  'ci',
  '--ignore-scripts',
  '--omit=dev',
  '--no-audit',
  '--no-fund',
  '--no-update-notifier',
  '--prefer-offline',
  // A lockfile must not choose which hosts we connect to.
  '--replace-registry-host=always',
  '--fetch-retries=1',
  '--fetch-retry-mintimeout=500',
  '--fetch-retry-maxtimeout=2000',
  '--fetch-timeout=30000',
]

/** Where the function's packages come from. */
export type Dependencies =
  | { kind: 'none' }
  /** The source brought its own `node_modules`. */
  | { kind: 'vendored' }
  /** Installed as the lockfile says; each package matched its integrity. */
  | { kind: 'installed'; lockDigest: string; packages: number }

/**
 * Brings the dependencies of the function in `folder` into its `node_modules`, unless they are there. Only
 * `package.json` and `package-lock.json` are shown to npm: a `.npmrc` of the source can name programs to run.
 * Throws `build_failed` when the lockfile is missing, cannot be checked, or npm fails; `unsupported` without npm.
 */
export async function installDependencies(
  folder: string,
  log: (line: string) => void,
  signal?: AbortSignal,
): Promise<Dependencies> {
  if (fs.existsSync(path.join(folder, 'node_modules'))) {
    log('The source brings its node_modules; nothing is installed.')
    return { kind: 'vendored' }
  }
  const wanted = await readPackageJson(folder)
  if (!Object.keys({ ...wanted?.dependencies, ...wanted?.optionalDependencies }).length) return { kind: 'none' }
  const lockPath = path.join(folder, 'package-lock.json')
  if (!fs.existsSync(lockPath)) {
    throw new BareCountError('build_failed', 'package.json has dependencies but there is no package-lock.json.', {
      remedy: 'Run `npm install` and upload the lockfile, so that the same packages are built every time.',
    })
  }
  const text = await readFile(lockPath)
  const lock = parseLockfile(text.toString('utf8'))
  refuseUncheckable(lock)
  await install(folder, log, signal)
  const packages = Object.entries(lock.packages).filter(([name, locked]) => name && !locked.dev).length
  log(`Installed ${packages} packages as locked, each checked against its integrity.`)
  return { kind: 'installed', lockDigest: createHash('sha256').update(text).digest('hex'), packages }
}

async function install(folder: string, log: (line: string) => void, signal?: AbortSignal): Promise<void> {
  const work = `${folder}.npm`
  await mkdir(work, { recursive: true })
  try {
    for (const name of ['package.json', 'package-lock.json']) {
      await cp(path.join(folder, name), path.join(work, name))
    }
    // A parent `npm run` names another project's folder in the environment; the option wins over it.
    const args = [...NPM_CI, '--prefix', work]
    const result = await runTool('npm', args, { cwd: work, timeoutMs: TIMEOUT_MS, signal }).catch((cause) => {
      throw failureToStart(cause)
    })
    if (result.timedOut) throw failed(`it took longer than ${TIMEOUT_MS / 1000} s`)
    if (result.code !== 0) {
      const lines = result.stderr.split('\n').filter((line) => /^npm (error|ERR!)/.test(line))
      for (const line of lines) log(line)
      throw failed(reasonOf(lines))
    }
    const made = path.join(work, 'node_modules')
    if (fs.existsSync(made)) await rename(made, path.join(folder, 'node_modules'))
  } finally {
    await rm(work, { recursive: true, force: true })
  }
}

/** npm's own words, without the pointer to a log file nobody else can read. */
function reasonOf(lines: string[]): string {
  const words = lines.map((line) => line.replace(/^npm (error|ERR!) ?/, '').trim())
  return words.filter((line) => line && !/complete log|^code |debug-\d/.test(line))[0] ?? 'npm gave no reason'
}

function failed(reason: string): BareCountError {
  return new BareCountError('build_failed', `The dependencies could not be installed: ${reason}`, {
    remedy: 'Check the lockfile and the registry, or upload the source with its node_modules.',
  })
}

function failureToStart(cause: Error): Error {
  if ((cause as NodeJS.ErrnoException).code !== 'ENOENT') return cause
  return new BareCountError('unsupported', 'This host has no npm, so dependencies cannot be installed here.', {
    remedy: 'Upload the source with its node_modules.',
  })
}
