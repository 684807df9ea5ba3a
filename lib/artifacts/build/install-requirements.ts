import { createHash } from 'node:crypto'
import fs from 'node:fs'
import { readFile, rename, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { BareCountError } from '../../errors.ts'
import { findPython, pythonRemedy } from '../../etl/find-python.ts'
import { type UnpinnedRequirement, unpinnedRequirements } from '../../etl/requirements.ts'
import { runTool } from './run-tool.ts'

const TIMEOUT_MS = 180_000
const FILE = 'requirements.txt'
/** Where a job's packages are, whether it brings them or they are installed. */
const VENDOR = 'vendor'

const PIP = [
  ...['-I', '-m', 'pip', 'install', '--no-input', '--disable-pip-version-check', '--no-compile', '--quiet'],
  // A source distribution runs code while it is installed; and only what is listed comes, at the version listed.
  ...['--only-binary=:all:', '--no-deps', '--retries=1'],
]

export type Requirements = {
  kind: 'none' | 'vendored' | 'installed'
  unpinned: UnpinnedRequirement[]
  /** SHA-256 of requirements.txt, when it says what was installed. */
  digest?: string
}

/**
 * Brings the packages that `requirements.txt` lists into the job's `vendor` folder, unless that is there. Wheels in the
 * job's `wheels` folder are taken in place of a registry's. Unpinned lines are told, not refused.
 * Throws `build_failed` with the line that cannot be installed here, or pip's own words.
 */
export async function installRequirements(
  folder: string,
  log: (line: string) => void,
  signal?: AbortSignal,
): Promise<Requirements> {
  const file = path.join(folder, FILE)
  if (!fs.existsSync(file)) return { kind: 'none', unpinned: [] }
  const text = await readFile(file, 'utf8')
  const unpinned = unpinnedRequirements(text)
  for (const { line, spec } of unpinned) {
    log(`${FILE} line ${line}: ${spec} is not pinned; write name==version, so that every build takes the same.`)
  }
  if (fs.existsSync(path.join(folder, VENDOR))) {
    log(`The job brings its packages in ${VENDOR}; nothing is installed.`)
    return { kind: 'vendored', unpinned }
  }
  const listed = text.split(/\r?\n/).filter((line) => line.trim() && !line.trim().startsWith('#'))
  if (!listed.length) return { kind: 'none', unpinned }
  refuseAddresses(text)
  await install(folder, text, log, signal)
  return { kind: 'installed', unpinned, digest: createHash('sha256').update(text).digest('hex') }
}

/** Where pip ends a line too, as Python does; what follows would be read as a line of its own. */
const OTHER_LINE_END = /[^\P{Cc}\t]|[\u2028\u2029]/u

/** A requirement must not choose which hosts we connect to, nor name files outside of the job. */
function refuseAddresses(text: string): void {
  for (const [index, line] of text.split(/\r?\n/).entries()) {
    const content = line.replace(/(^|\s)#.*$/, '').trim()
    const option = /^-/.test(content) && !/^--(hash=|require-hashes\b)/.test(content)
    if (!option && !OTHER_LINE_END.test(line) && !/:\/\/|\s@\s|^[./]|[/\\]\S/.test(content)) continue
    const message = `${FILE} line ${index + 1}: only names, versions and hashes can be installed here, not ${content}.`
    throw new BareCountError('build_failed', message, {
      faults: [{ path: 'runner.job.source', line: index + 1, column: 1, message }],
      remedy: `Put that package into ${VENDOR} (pip install --target ${VENDOR} …) and upload it with the job.`,
    })
  }
}

async function install(folder: string, text: string, log: (line: string) => void, signal?: AbortSignal) {
  const python = await findPython()
  if (!python)
    throw new BareCountError('unsupported', 'This host has no Python 3 to install with.', { remedy: pythonRemedy })
  const [shown, target] = [`${folder}.requirements.txt`, `${folder}.${VENDOR}`]
  const wheels = path.join(folder, 'wheels')
  const from = fs.existsSync(wheels) ? ['--no-index', '--find-links', wheels] : []
  try {
    await writeFile(shown, text)
    const args = [...PIP, ...from, '--target', target, '-r', shown]
    const result = await runTool(python.program, args, { timeoutMs: TIMEOUT_MS, signal })
    if (result.code !== 0) {
      const lines = result.stderr.split('\n').filter((line) => /^ERROR|No module named pip/.test(line))
      for (const line of lines) log(line)
      const why = result.timedOut
        ? `pip took longer than ${TIMEOUT_MS / 1000} s`
        : (lines.at(-1) ?? 'pip gave no reason')
      throw new BareCountError('build_failed', `The packages could not be installed: ${why.replace(/^ERROR: /, '')}`, {
        remedy: `Check ${FILE} and the registry, put wheels into wheels, or bring the packages in ${VENDOR}.`,
      })
    }
    // Its scripts name this host's interpreter in their first line.
    await rm(path.join(target, 'bin'), { recursive: true, force: true })
    if (fs.existsSync(target)) await rename(target, path.join(folder, VENDOR))
    log(`Installed the packages of ${FILE} with pip.`)
  } finally {
    await rm(shown, { force: true })
    await rm(target, { recursive: true, force: true })
  }
}
