import fs from 'node:fs'
import path from 'node:path'
import { killTree, startOf } from '#lib/provisioning/targets/local/sandbox/process-tree.ts'

/** Leaves word of processes that run, so that the agent's next life ends what a killed one left behind. */
export class ProcessNotes {
  readonly #folder: string

  constructor(home: string) {
    this.#folder = path.join(home, 'processes')
    fs.mkdirSync(this.#folder, { recursive: true, mode: 0o700 })
  }

  note(pid: number): void {
    fs.writeFileSync(this.#file(pid), startOf(pid) ?? '')
  }

  forget(pid: number): void {
    fs.rmSync(this.#file(pid), { force: true })
  }

  /** Ends what is noted and still runs as the same process. */
  endLeftOver(): void {
    for (const name of fs.readdirSync(this.#folder)) {
      const start = fs.readFileSync(path.join(this.#folder, name), 'utf8')
      if (start && startOf(Number(name)) === start) killTree(Number(name))
      this.forget(Number(name))
    }
  }

  #file = (pid: number) => path.join(this.#folder, String(pid))
}
