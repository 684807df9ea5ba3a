import { type ChildProcess, spawn } from 'node:child_process'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { agentBundle } from '#lib/agents/agent-bundle.ts'
import { killTree } from '#lib/provisioning/targets/local/sandbox/process-tree.ts'

export type AgentProcess = {
  process: ChildProcess
  home: string
  /** What it said so far. */
  said(): string
  exited: Promise<number | null>
}

const started: ChildProcess[] = []

/** The agent as it is shipped: one file, under Node, with nothing else around it. */
export async function startAgent(settings: Record<string, string>, home = newHome()): Promise<AgentProcess> {
  const alone = fs.mkdtempSync(path.join(os.tmpdir(), 'bc-agent-'))
  const file = path.join(alone, 'agent.mjs')
  fs.copyFileSync(await agentBundle(), file)
  const named = Object.entries({ HOME: home, ...settings }).map(([name, value]) => [`BARECOUNT_AGENT_${name}`, value])
  const { PATH = '', TMPDIR = os.tmpdir() } = process.env
  const env = { PATH, TMPDIR, ...Object.fromEntries(named) }
  const agent = spawn(process.execPath, [file], { cwd: alone, env, stdio: ['ignore', 'ignore', 'pipe'] })
  started.push(agent)
  let text = ''
  agent.stderr?.on('data', (chunk) => {
    text += chunk
  })
  texts.push(() => text)
  const exited = new Promise<number | null>((resolve) => agent.on('exit', (code) => resolve(code)))
  return { process: agent, home, said: () => text, exited }
}

/** A home of its own that other accounts may walk into, as sandboxes need. */
export function newHome(): string {
  const home = fs.mkdtempSync(path.join(os.tmpdir(), 'bc-agent-home-'))
  fs.chmodSync(home, 0o755)
  return home
}

/** What all of them said, to look at when a test fails. */
export const spoken = () => texts.map((text) => text())
const texts: (() => string)[] = []

/** Ends what this test file started. */
export function endAgents(): void {
  // With all that they started, which outlives them otherwise.
  for (const agent of started) if (agent.pid && agent.exitCode === null) killTree(agent.pid)
}
