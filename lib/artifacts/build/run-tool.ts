import { spawn } from 'node:child_process'
import { toolEnvironment } from '../../env.ts'

export type ToolResult = { code: number | null; stdout: string; stderr: string; timedOut: boolean }

export type ToolOptions = {
  cwd?: string | undefined
  /** Added to the scrubbed environment. */
  env?: Record<string, string>
  timeoutMs: number
  signal?: AbortSignal | undefined
}

const KEPT = 64 * 1024

/**
 * Runs a program of the host (git, npm, node) to its end, without a shell and without our settings. It and whatever it
 * started are killed at the time limit or when `signal` aborts. Keeps the last 64 KiB of each output.
 * Throws the ENOENT error when there is no such program, and the signal's reason when aborted.
 */
export async function runTool(program: string, args: readonly string[], options: ToolOptions): Promise<ToolResult> {
  options.signal?.throwIfAborted()
  const child = spawn(program, args, {
    cwd: options.cwd,
    env: { ...toolEnvironment(), ...options.env },
    stdio: ['ignore', 'pipe', 'pipe'],
    // A group of its own, so that what it started ends with it.
    detached: true,
  })
  const killGroup = () => {
    try {
      if (child.pid) process.kill(-child.pid, 'SIGKILL')
    } catch {
      // Already gone.
    }
  }
  let timedOut = false
  const timer = setTimeout(() => {
    timedOut = true
    killGroup()
  }, options.timeoutMs)
  options.signal?.addEventListener('abort', killGroup)
  const output = { stdout: '', stderr: '' }
  for (const name of ['stdout', 'stderr'] as const) {
    child[name].setEncoding('utf8').on('data', (chunk: string) => {
      output[name] = (output[name] + chunk).slice(-KEPT)
    })
  }
  try {
    const code = await new Promise<number | null>((resolve, reject) => {
      child.on('error', reject)
      child.on('close', resolve)
    })
    options.signal?.throwIfAborted()
    return { code, ...output, timedOut }
  } finally {
    clearTimeout(timer)
    options.signal?.removeEventListener('abort', killGroup)
  }
}
