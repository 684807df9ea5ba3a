import { type ChildProcess, spawn } from 'node:child_process'
import { setTimeout as pause } from 'node:timers/promises'

const RESTART_MS = 500
const GRACE_MS = 10_000

export type Settings = Record<string, string>

/**
 * Keeps the portal's processes running: one that dies is started again. Children get a pipe as standard input and exit
 * when it closes, so a killed parent leaves none behind.
 */
export class Supervisor {
  private readonly children = new Map<string, ChildProcess>()
  private readonly watches = new Set<AbortController>()
  private stopping = false

  /** Starts `args` under this Node and starts it again whenever it ends, until stopped. */
  run(name: string, args: string[], settings: Settings): void {
    if (this.stopping) return
    const child = spawn(process.execPath, args, {
      env: { ...process.env, NODE_ENV: 'production', ...settings },
      stdio: ['pipe', 'inherit', 'inherit'],
    })
    this.children.set(name, child)
    child.on('exit', (code, signal) => {
      this.children.delete(name)
      if (this.stopping) return
      console.error(`${name} ended (${signal ?? code}); starting it again`)
      setTimeout(() => this.run(name, args, settings), RESTART_MS)
    })
  }

  /** Runs `watch` until stopped. */
  keep(_name: string, watch: (signal: AbortSignal) => Promise<void>): void {
    const controller = new AbortController()
    this.watches.add(controller)
    void watch(controller.signal)
  }

  get running(): string[] {
    return [...this.children.keys()]
  }

  /** Asks every child to end, and kills what has not ended in ten seconds. */
  async stop(): Promise<void> {
    this.stopping = true
    for (const watch of this.watches) watch.abort()
    const ends = [...this.children.values()].map(async (child) => {
      const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()))
      child.kill('SIGTERM')
      const timer = new AbortController()
      await Promise.race([ended, pause(GRACE_MS, undefined, { signal: timer.signal }).catch(() => undefined)])
      timer.abort()
      child.kill('SIGKILL')
    })
    await Promise.all(ends)
  }
}
