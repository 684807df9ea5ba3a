import { execFile } from 'node:child_process'
import fs from 'node:fs'
import { promisify } from 'node:util'

export type Python = { program: string; version: string }

/** Below /usr, because that is what a sandbox sees of the host; a version manager's shims are not. */
const places = ['/usr/bin/python3', '/usr/local/bin/python3', '/opt/homebrew/bin/python3']
const PROBE_MS = 10_000
const OLDEST_MINOR = 9

/** How a person gets it, for refusals. */
export const pythonRemedy =
  'Install it on the host of the worker (e.g. apt-get install python3), or write the job in SQL.'

let found: Python | undefined

/** The Python 3 that jobs run with here, or undefined when there is none that is new enough. */
export async function findPython(): Promise<Python | undefined> {
  for (const program of found ? [] : places) {
    if (!fs.existsSync(program)) continue
    const version = await promisify(execFile)(
      program,
      ['-I', '-S', '-c', 'import sys; print(sys.version.split()[0])'],
      {
        timeout: PROBE_MS,
      },
    ).then(
      ({ stdout }) => stdout.trim(),
      () => '', // a stub that only offers to install it
    )
    const [major, minor] = version.split('.').map(Number)
    if (major !== 3 || (minor ?? 0) < OLDEST_MINOR) continue
    found = { program, version }
    break
  }
  return found
}
