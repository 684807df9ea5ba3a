import { type ChildProcess, spawn } from 'node:child_process'

const RESTART_MS = 300
/** Ends each with this process, however that ends. */
const endWithParent = new URL('../start/end-with-parent.mjs', import.meta.url).href

type Member = { kind: string; start(): ChildProcess; process?: ChildProcess; starts: number }

/** Keeps processes running: one that ends, however, is started again, as a service manager does. */
export class Crew {
  private readonly members: Member[] = []
  private stopping = false

  add(kind: string, command: () => { args: string[]; env?: NodeJS.ProcessEnv; cwd?: string }): void {
    const start = () => {
      const { args, env, cwd } = command()
      return spawn(process.execPath, ['--disable-warning=DeprecationWarning', '--import', endWithParent, ...args], {
        stdio: ['pipe', 'ignore', kind === 'agent' ? 'ignore' : 'inherit'],
        ...(env ? { env } : {}),
        ...(cwd ? { cwd } : {}),
      })
    }
    const member: Member = { kind, start, starts: 0 }
    this.members.push(member)
    this.run(member)
  }

  private run(member: Member): void {
    if (this.stopping) return
    member.process = member.start()
    member.starts++
    member.process.once('exit', () => setTimeout(() => this.run(member), RESTART_MS).unref())
  }

  /** Kills one of a kind; false when none of them runs at the moment. */
  kill(kind: string, chance: number): boolean {
    const alive = this.members.filter((one) => one.kind === kind && one.process?.exitCode === null && one.process.pid)
    const one = alive[Math.floor(chance * alive.length)]
    return one?.process?.kill('SIGKILL') ?? false
  }

  /** How often processes of a kind were started again. */
  restarts(kind: string): number {
    return this.members.filter((one) => one.kind === kind).reduce((sum, one) => sum + one.starts - 1, 0)
  }

  async stop(): Promise<void> {
    this.stopping = true
    const ends = this.members.map(async ({ process: child }) => {
      if (!child || child.exitCode !== null || child.signalCode !== null) return
      const ended = new Promise((resolve) => child.once('exit', resolve))
      child.kill('SIGTERM')
      const patience = setTimeout(() => child.kill('SIGKILL'), 15_000)
      await ended
      clearTimeout(patience)
    })
    await Promise.all(ends)
  }
}
