import { mkdir, rm } from 'node:fs/promises'
import path from 'node:path'
import { BareCountError } from '../../errors.ts'
import { runTool } from './run-tool.ts'
import { unpackArchive } from './unpack-archive.ts'

const TIMEOUT_MS = 60_000

/** Nothing of the host's git set-up, and nothing the bundle brings, may run or reach out. */
const HARMLESS = [
  '-c',
  'core.hooksPath=/dev/null',
  '-c',
  'protocol.allow=never',
  '-c',
  'protocol.file.allow=always',
  '-c',
  'fetch.fsckObjects=true',
]

/**
 * Puts the files of the bundle's HEAD into the empty folder `target`. The bundle is cloned bare, so nothing of it is
 * checked out; its tree then goes the way of an uploaded zip, with the same refusals. Returns the commit's id.
 * Throws `unsupported` without git, `invalid_input` for a bundle without a usable HEAD, `hostile_archive`.
 */
export async function unpackGitBundle(
  bundle: string,
  target: string,
  signal?: AbortSignal,
): Promise<{ commit: string }> {
  const work = `${target}.git`
  const repository = path.join(work, 'bare')
  const tree = path.join(work, 'tree.zip')
  await mkdir(work, { recursive: true })
  try {
    await git(['clone', '--bare', '--quiet', '--template=', bundle, repository], signal)
    const commit = (await git(['-C', repository, 'rev-parse', '--verify', 'HEAD^{commit}'], signal)).trim()
    await git(['-C', repository, 'archive', '--format=zip', `--output=${tree}`, commit], signal)
    await unpackArchive(tree, target)
    return { commit }
  } finally {
    await rm(work, { recursive: true, force: true })
  }
}

/** Whether the bytes begin like a git bundle of version 2 or 3. */
export function looksLikeGitBundle(head: Uint8Array): boolean {
  return /^# v[23] git bundle\n/.test(Buffer.from(head.subarray(0, 20)).toString('latin1'))
}

async function git(args: string[], signal?: AbortSignal): Promise<string> {
  const env = { GIT_CONFIG_NOSYSTEM: '1', GIT_CONFIG_GLOBAL: '/dev/null', GIT_TERMINAL_PROMPT: '0', LC_ALL: 'C' }
  const result = await runTool('git', [...HARMLESS, ...args], { env, timeoutMs: TIMEOUT_MS, signal }).catch((cause) => {
    throw failureToStart(cause)
  })
  if (result.timedOut) throw refusal(`fatal: reading it took more than ${TIMEOUT_MS / 1000} s`)
  if (result.code !== 0) throw refusal(result.stderr)
  return result.stdout
}

function failureToStart(cause: Error): Error {
  if ((cause as NodeJS.ErrnoException).code !== 'ENOENT') return cause
  return new BareCountError('unsupported', 'This host has no git, so git bundles cannot be built here.', {
    remedy: 'Upload a zip of the folder instead.',
  })
}

function refusal(stderr: string): BareCountError {
  const line = stderr.split('\n').find((text) => /^(fatal|error):/.test(text)) ?? stderr.trim()
  return new BareCountError('invalid_input', `The git bundle cannot be read: ${line}`, {
    remedy: 'Make it with `git bundle create source.bundle HEAD` in a complete clone.',
  })
}
