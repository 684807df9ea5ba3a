import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { findPython, pythonRemedy } from '#lib/etl/find-python.ts'
import type { ClassSupport } from '../../../class-support.ts'

const PROBE = `const { default: duckdb } = await import('@duckdb/node-bindings'); process.stdout.write(duckdb.library_version())`
const PROBE_MS = 20_000

let engine: Promise<string | undefined> | undefined

/** Version of the SQL engine, or undefined where its native part does not load. Tried once, in a process of its own. */
function engineVersion(): Promise<string | undefined> {
  engine ??= promisify(execFile)(process.execPath, ['--input-type=module', '-e', PROBE], {
    cwd: import.meta.dirname,
    timeout: PROBE_MS,
  }).then(
    ({ stdout }) => stdout,
    () => undefined,
  )
  return engine
}

/** Which engines this host has. */
export async function engineSupport(): Promise<ClassSupport> {
  const [version, python] = await Promise.all([engineVersion(), findPython()])
  if (!version) {
    return {
      available: false,
      reason: 'The SQL engine does not load on this host.',
      remedy: 'Run npm install again on this platform: it brings the package @duckdb/node-bindings for it.',
    }
  }
  const sql = `SQL by DuckDB ${version.replace(/^v/, '')}`
  if (python) return { available: true, detail: `${sql}; Python ${python.version}.` }
  const reason = 'This host has no Python 3, so it runs only jobs in SQL.'
  return { available: true, detail: `${sql}; no Python.`, lacking: { python: { reason, remedy: pythonRemedy } } }
}
