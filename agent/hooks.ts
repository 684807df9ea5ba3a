import { spawn } from 'node:child_process'
import { lineReader } from '#lib/provisioning/targets/local/log-intake.ts'
import { killTree } from '#lib/provisioning/targets/local/sandbox/process-tree.ts'
import { byShape } from '#lib/telemetry/redact.ts'
import { childEnvironment } from './environment.ts'
import { say } from './say.ts'

/** A hook ended badly, with the last it said. */
export class HookFailed extends Error {}

/** Runs a script of the host's life by the shell; what it says goes into the agent's log. Throws `HookFailed`. */
export async function runHook(
  name: string,
  script: string | undefined,
  { timeoutMs, egress }: { timeoutMs: number; egress: boolean },
): Promise<void> {
  if (!script) return
  say(`${name} begins`)
  let last = ''
  const child = spawn('/bin/sh', ['-c', script], {
    env: childEnvironment({}, { egress }),
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  })
  const take = (line: string) => {
    if (line.trim()) last = line.slice(0, 500)
    say(`${name}: ${line}`)
  }
  for (const stream of [child.stdout, child.stderr]) lineReader(stream, take, { redactor: byShape })
  let late = false
  const timer = setTimeout(() => {
    late = true
    if (child.pid) killTree(child.pid)
  }, timeoutMs)
  const how = await new Promise<string | undefined>((resolve) => {
    child.once('error', (error) => resolve(`could not be started: ${error.message}`))
    child.once('close', (code, signal) => {
      if (code === 0) resolve(undefined)
      else resolve(late ? `did not end within ${timeoutMs / 1000} s` : `ended with ${signal ?? `code ${code}`}`)
    })
  })
  clearTimeout(timer)
  if (!how) return say(`${name} is done`)
  throw new HookFailed(`${name} ${how}.${last ? ` The last it said: ${last}` : ''}`)
}
